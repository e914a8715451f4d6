package io.rootops.core.evaluate;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The commits of a piece of the past that had ranked highest, without knowing the future, beside what became of all of
 * that time. They are placed within their windows, each scored by one model, so those of two windows can be put in one
 * list.
 *
 * @param commits of that time that the replay scored
 * @param judged of them: old enough for their outcome to be known, and of which it can be told
 * @param bad of those
 * @param list highest place first, then by probability
 */
public record Riskiest(int commits, int judged, int bad, List<PlacedCommit> list, Instant asOf) {
    private static final Comparator<PlacedCommit> HIGHEST = Comparator.comparingDouble(PlacedCommit::percentile)
            .thenComparingDouble(PlacedCommit::probability)
            .reversed()
            .thenComparing(PlacedCommit::sha);

    /**
     * @param windows all commits of each window that has one in this time, in any order
     * @param from inclusive
     * @param until exclusive
     * @param most length of the list
     * @param asOf when it is asked
     */
    public static Riskiest of(List<HeldOut> windows, Instant from, Instant until, int most, Instant asOf) {
        List<PlacedCommit> inside = PlacedCommit.place(windows, RankedBy.LEARNED).stream()
                .filter(it ->
                        !it.committedAt().isBefore(from) && it.committedAt().isBefore(until))
                .toList();
        return new Riskiest(
                inside.size(),
                (int) inside.stream().filter(it -> judged(it, asOf)).count(),
                bad(inside, asOf),
                inside.stream().sorted(HIGHEST).limit(most).toList(),
                asOf);
    }

    /** Whether it is old enough for its outcome to be known, and it can be told. */
    public boolean judged(PlacedCommit commit) {
        return judged(commit, asOf);
    }

    /** Those of the list that are judged. */
    public int listJudged() {
        return (int) list.stream().filter(this::judged).count();
    }

    /** Of those, the ones that went wrong. */
    public int listBad() {
        return bad(list, asOf);
    }

    private static int bad(List<PlacedCommit> commits, Instant asOf) {
        return (int) commits.stream().filter(it -> it.bad() && judged(it, asOf)).count();
    }

    private static boolean judged(PlacedCommit commit, Instant asOf) {
        return !commit.undecided() && !commit.committedAt().isAfter(asOf.minus(Learner.WAIT));
    }
}
