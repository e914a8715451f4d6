package io.rootops.core.evaluate;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How good the score is on the repository's own history, the future held out.
 *
 * @param asOf when it was asked
 * @param commits that count: old enough for their outcome to be known
 * @param bad known to have gone wrong, of them
 * @param tooYoung left out: landed less than {@link Learner#WAIT} ago
 * @param undecided left out: old enough, and nobody can tell whether they went wrong
 * @param from time of the first commit; null like {@code measurement} where there is none
 * @param to time of the last one
 * @param measurement null where there are too few commits or outcomes
 * @param caught bad ones in the riskiest tenth of their window, newest first, at most {@link #LISTED}
 * @param caughtCount all of them
 * @param missed bad ones that ranked lowest, lowest first, at most {@link #LISTED_MISSED}
 */
public record TrustReport(
        State state,
        Instant asOf,
        int commits,
        int bad,
        int tooYoung,
        int undecided,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Measurement measurement,
        List<PlacedCommit> caught,
        int caughtCount,
        List<PlacedCommit> missed) {
    public static final int LISTED = 25;
    public static final int LISTED_MISSED = 5;
    public static final int LEAST_COMMITS = 200;
    /** So many of either kind. */
    public static final int LEAST_OF_EACH_KIND = 20;

    /** Whether there is enough to measure. */
    public enum State {
        MEASURED,
        NOT_ENOUGH_DATA
    }

    /** Whether so many commits, of which so many are bad, tell how good a score is. */
    public static boolean enough(int commits, int bad) {
        return commits >= LEAST_COMMITS && bad >= LEAST_OF_EACH_KIND && commits - bad >= LEAST_OF_EACH_KIND;
    }

    /** @param all in any order */
    public static TrustReport of(List<HeldOut> all, Instant asOf) {
        List<HeldOut> old = all.stream()
                .filter(it -> it.judged(asOf))
                .sorted(Comparator.comparing(HeldOut::committedAt).thenComparing(HeldOut::sha))
                .toList();
        int undecided = (int) all.stream()
                .filter(HeldOut::undecided)
                .filter(it -> !it.committedAt().isAfter(asOf.minus(Learner.WAIT)))
                .count();
        int bad = (int) old.stream().filter(HeldOut::bad).count();
        boolean enough = enough(old.size(), bad);
        List<PlacedCommit> places = PlacedCommit.place(old, RankedBy.LEARNED);
        List<PlacedCommit> caught = places.stream()
                .filter(it -> it.bad() && it.high())
                .sorted(Comparator.comparing(PlacedCommit::committedAt).reversed())
                .toList();
        return new TrustReport(
                enough ? State.MEASURED : State.NOT_ENOUGH_DATA,
                asOf,
                old.size(),
                bad,
                all.size() - old.size() - undecided,
                undecided,
                old.isEmpty() ? null : old.get(0).committedAt(),
                old.isEmpty() ? null : old.get(old.size() - 1).committedAt(),
                enough ? Measurement.of(old, places, asOf) : null,
                caught.stream().limit(LISTED).toList(),
                caught.size(),
                places.stream()
                        .filter(PlacedCommit::bad)
                        .sorted(Comparator.comparingDouble(PlacedCommit::percentile))
                        .limit(LISTED_MISSED)
                        .toList());
    }
}
