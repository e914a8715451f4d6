package io.rootops.core.pattern;

import io.rootops.core.evaluate.Interval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Whether patterns that were found in the first two thirds of a history, by what was known then, held in the last third.
 *
 * @param commits of the history
 * @param from the commit time at which the last third begins
 * @param earlier commits before it, by the outcomes known at that time
 * @param later commits from it on, by the outcomes known now
 * @param found what counted as a pattern when the last third began
 * @param countedAlone how many traits had gone wrong {@link PatternRule#RATIO} times as often as all commits, and how many of these
 *     held: what counting alone would have found
 */
public record PatternEvaluation(
        int commits, Instant from, Count earlier, Count later, List<Found> found, Held countedAlone) {
    /**
     * A pattern as it was found, and what came of it.
     *
     * @param confidence then
     * @param earlier as known then
     * @param later commits with the trait in the last third, as known now
     */
    public record Found(Trait trait, double confidence, Count earlier, Count later) {}

    /**
     * How many held.
     *
     * @param found of which at least one commit came later whose outcome is known
     * @param clearly the interval of the later rate lies above the later rate of all commits
     * @param above the later rate lies above that of all commits
     * @param byHalf the later rate lies above {@link PatternRule#RATIO} times that of all commits
     * @param against the interval of the later rate lies below that
     */
    public record Held(int found, int clearly, int above, int byHalf, int against) {}

    static Held held(List<Found> found, Count later) {
        int[] counts = new int[5];
        for (Found it : found) {
            Interval interval = it.later().interval();
            if (interval != null) {
                counts[0]++;
                counts[1] += interval.low() > later.rate() ? 1 : 0;
                counts[2] += it.later().rate() > later.rate() ? 1 : 0;
                counts[3] += it.later().rate() > PatternRule.RATIO * later.rate() ? 1 : 0;
                counts[4] += interval.high() < PatternRule.RATIO * later.rate() ? 1 : 0;
            }
        }
        return new Held(counts[0], counts[1], counts[2], counts[3], counts[4]);
    }

    /** Those of the patterns that were found. */
    public Held held() {
        return held(found, later);
    }

    /**
     * Measures.
     *
     * @param changes by commit time
     * @param from when the last third begins
     * @param now after which nothing is known
     */
    public static PatternEvaluation of(PastChanges changes, Instant from, Instant now, PatternRule rule) {
        List<Instant> first = new ArrayList<>();
        int[] commits = {0};
        changes.read(it -> {
            commits[0]++;
            if (first.isEmpty()) {
                first.add(it.commit().committedAt());
            }
        });
        Calendar then = Calendar.until(from, first.isEmpty() ? from : first.get(0), Patterns.QUARTER);
        int cut = then.size() - 1;
        PastChanges earlier = sink -> changes.read(it -> {
            if (it.commit().committedAt().isBefore(from)) {
                sink.accept(it);
            }
        });
        ChangeTallies past = ChangeTallies.of(earlier, earlier, then, rule);
        ChangeTallies whole = ChangeTallies.of(earlier, changes, then.and(now), rule);
        Confidence confidence = Confidence.at(cut, whole, rule);
        Count base = past.all().landed(0, cut + 1);
        Count later = whole.all().landed(cut + 1, cut + 2);
        List<Found> found = new ArrayList<>();
        List<Found> lucky = new ArrayList<>();
        whole.forEach((trait, tally) -> {
            Count before = past.of(trait).landed(0, cut + 1);
            Found it = new Found(trait, confidence.of(tally), before, tally.landed(cut + 1, cut + 2));
            if (confidence.enough(tally)) {
                found.add(it);
            }
            if (before.known() >= 10 && before.rate() >= PatternRule.RATIO * base.rate()) {
                lucky.add(it);
            }
        });
        found.sort(Comparator.comparingDouble(Found::confidence).reversed());
        return new PatternEvaluation(commits[0], from, base, later, found, held(lucky, later));
    }
}
