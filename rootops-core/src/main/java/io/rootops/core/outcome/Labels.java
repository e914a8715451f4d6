package io.rootops.core.outcome;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
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
        Map<String, Set<Finding>> found = new HashMap<>();
        Reverts reverts = new Reverts(outcomes);
        for (Outcome it : outcomes) {
            if (it.strong()) {
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
        Map<String, Findings> findings = new HashMap<>();
        found.forEach((sha, all) -> {
            if (!all.isEmpty()) {
                findings.put(sha, new Findings(new ArrayList<>(all)));
            }
        });
        return findings;
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
