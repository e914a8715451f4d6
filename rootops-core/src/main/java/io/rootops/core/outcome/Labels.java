package io.rootops.core.outcome;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What all evidence together says of each commit. */
public final class Labels {
    private Labels() {}

    /**
     * A commit that went wrong.
     *
     * @param knownAt since when, by the earliest strong evidence
     * @param source the most trusted of those that say so
     * @param evidence of that source
     */
    public record Label(Instant knownAt, OutcomeSource source, String evidence) {}

    /** The commits that are known to have gone wrong to this day, by sha; else like {@link #findings}. */
    public static Map<String, Label> of(Collection<Outcome> outcomes, Collection<? extends Collection<Twin>> twins) {
        Map<String, Label> labels = new HashMap<>();
        findings(outcomes, twins)
                .forEach((sha, findings) -> findings.label().ifPresent(label -> labels.put(sha, label)));
        return labels;
    }

    /**
     * What was found against commits, by sha; some may be unknown here. Hints do not count. A revert that was itself
     * reverted takes its finding back, and one that was reverted a third time gives it again.
     *
     * @param outcomes in any order
     * @param twins commits that are one and the same change: in each group all share what became known after they
     *     landed
     */
    public static Map<String, Findings> findings(
            Collection<Outcome> outcomes, Collection<? extends Collection<Twin>> twins) {
        Reverts reverts = new Reverts(outcomes);
        Map<String, Set<Finding>> strong = found(outcomes, Strength.STRONG, reverts, twins);
        Map<String, Set<Finding>> weak = found(outcomes, Strength.WEAK, reverts, twins);
        Set<String> all = new HashSet<>(strong.keySet());
        all.addAll(weak.keySet());
        Map<String, Findings> findings = new HashMap<>();
        for (String sha : all) {
            findings.put(
                    sha,
                    new Findings(
                            List.copyOf(strong.getOrDefault(sha, Set.of())),
                            List.copyOf(weak.getOrDefault(sha, Set.of()))));
        }
        return findings;
    }

    /** By sha, without those against whom nothing stood at any time. */
    private static Map<String, Set<Finding>> found(
            Collection<Outcome> outcomes,
            Strength strength,
            Reverts reverts,
            Collection<? extends Collection<Twin>> twins) {
        Map<String, Set<Finding>> found = new HashMap<>();
        for (Outcome it : outcomes) {
            if (it.strength() == strength) {
                found.computeIfAbsent(it.sha(), sha -> new LinkedHashSet<>()).addAll(reverts.standing(it));
            }
        }
        for (Collection<Twin> group : twins) {
            List<Finding> shared = group.stream()
                    .flatMap(it -> found.getOrDefault(it.sha(), Set.of()).stream())
                    .toList();
            if (!shared.isEmpty()) {
                for (Twin twin : group) {
                    Set<Finding> own = found.computeIfAbsent(twin.sha(), sha -> new LinkedHashSet<>());
                    shared.stream().filter(twin::shares).forEach(own::add);
                }
            }
        }
        found.values().removeIf(Set::isEmpty);
        return found;
    }

    /** Those that count to this day: the strong ones without reverts that were taken back. */
    public static List<Outcome> standing(Collection<Outcome> outcomes) {
        Reverts reverts = new Reverts(outcomes);
        return outcomes.stream()
                .filter(Outcome::strong)
                .filter(it -> reverts.standing(it).stream().anyMatch(Finding::stands))
                .toList();
    }
}
