package io.rootops.core.outcome;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What all evidence together says of each commit. */
public final class Labels {
    private static final Comparator<Outcome> BEST = Comparator.comparing(Outcome::source)
            .thenComparing(Outcome::knownAt)
            .thenComparing(Outcome::evidence);

    private Labels() {}

    /**
     * A commit that went wrong.
     *
     * @param knownAt since when, by the earliest strong evidence
     * @param source the most trusted of those that say so
     * @param evidence of that source
     */
    public record Label(Instant knownAt, OutcomeSource source, String evidence) {}

    /**
     * The commits that went wrong, by sha; some may be unknown here. Hints do not count. A revert that was itself
     * reverted takes its label back, and one that was reverted a third time gives it again.
     *
     * @param outcomes in any order
     * @param twins commits that are one and the same change, as after a cherry-pick: in each group all share one label
     */
    public static Map<String, Label> of(Collection<Outcome> outcomes, Collection<? extends Collection<String>> twins) {
        Map<String, Label> labels = new HashMap<>();
        Map<String, Outcome> best = new HashMap<>();
        for (Outcome it : standing(outcomes)) {
            Outcome chosen = best.merge(it.sha(), it, (one, other) -> BEST.compare(one, other) <= 0 ? one : other);
            labels.merge(it.sha(), label(chosen, it.knownAt()), (one, other) -> label(chosen, earlier(one, other)));
        }
        for (Collection<String> group : twins) {
            group.stream()
                    .filter(labels::containsKey)
                    .map(labels::get)
                    .min(Comparator.comparing(Label::source).thenComparing(Label::knownAt))
                    .ifPresent(shared -> group.forEach(sha -> labels.putIfAbsent(sha, shared)));
        }
        return labels;
    }

    /** Those that count: the strong ones without reverts that were taken back. */
    public static List<Outcome> standing(Collection<Outcome> outcomes) {
        List<Outcome> strong = outcomes.stream().filter(Outcome::strong).toList();
        Reverts reverts = new Reverts(strong);
        return strong.stream()
                .filter(it -> it.source() != OutcomeSource.REVERT || !reverts.reverted(it.evidence(), 0))
                .toList();
    }

    /** Which commits stand reverted; by what reverts what, since dates of a rewritten history may lie. */
    private static final class Reverts {
        /** Nobody reverts reverts so often; a history that does takes no more of the stack. */
        private static final int DEEPEST = 500;

        private final Map<String, List<String>> by = new HashMap<>();
        private final Map<String, Boolean> known = new HashMap<>();

        Reverts(List<Outcome> outcomes) {
            for (Outcome it : outcomes) {
                if (it.source() == OutcomeSource.REVERT) {
                    by.computeIfAbsent(it.sha(), sha -> new ArrayList<>()).add(it.evidence());
                }
            }
        }

        boolean reverted(String sha, int depth) {
            List<String> reverts = by.get(sha);
            if (reverts == null || depth > DEEPEST) {
                return false;
            }
            Boolean before = known.putIfAbsent(sha, false);
            if (before != null) {
                return before;
            }
            boolean reverted = reverts.stream().anyMatch(it -> !reverted(it, depth + 1));
            known.put(sha, reverted);
            return reverted;
        }
    }

    private static Instant earlier(Label one, Label other) {
        return one.knownAt().isBefore(other.knownAt()) ? one.knownAt() : other.knownAt();
    }

    private static Label label(Outcome best, Instant knownAt) {
        return new Label(knownAt, best.source(), best.evidence());
    }
}
