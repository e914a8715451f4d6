package io.rootops.core.evaluate;

import io.rootops.core.outcome.OutcomeSource;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a {@link TrustReport}.
 *
 * @param learned the score of RootOps
 * @param baselines the prior alone, lines changed, and the first version's formula, in this order
 * @param aucInterval of the score; null where the time is too short to draw from
 * @param recall10Interval of what the riskiest tenth holds
 * @param aheadOfChurn interval of the AUC less that of lines changed
 * @param change interval of the AUC of the later half of the windows less that of the earlier half; null: too short
 * @param medianDelayDays half of the bad commits were known by then
 * @param sources one for each that says something here, most trusted first
 * @param shown commits whose score was shown before they were merged, then the others
 * @param lanes by the score, then by lines changed
 */
public record Measurement(
        RankingQuality learned,
        List<RankingQuality> baselines,
        @Nullable Interval aucInterval,
        @Nullable Interval recall10Interval,
        @Nullable Interval aheadOfChurn,
        Reliability reliability,
        List<Gain> gains,
        List<HalfYear> halfYears,
        Trend trend,
        @Nullable Interval change,
        long medianDelayDays,
        List<PartQuality> sources,
        List<PartQuality> shown,
        List<LowRiskLane> lanes) {
    private static final int GAIN_STEPS = 20;
    private static final int LEAST_WINDOWS_OF_A_TREND = 4;

    /**
     * Measures.
     *
     * @param commits of both kinds, oldest first
     * @param places of the same commits, in the same order
     */
    static Measurement of(List<HeldOut> commits, List<PlacedCommit> places, Instant asOf) {
        Blocks blocks = new Blocks(commits);
        int[] once = blocks.once();
        RankedWindows learned = RankedWindows.of(commits, RankedBy.LEARNED, blocks::of);
        RankedWindows churn = RankedWindows.of(commits, RankedBy.CHURN, blocks::of);
        RankedWindows heuristic = RankedWindows.of(commits, RankedBy.HEURISTIC_V1, blocks::of);
        RankedWindows prior = RankedWindows.of(commits, RankedBy.PRIOR, blocks::of);
        Delays delays = new Delays(places);
        boolean tooShort = learned.tellingWindows() < LEAST_WINDOWS_OF_A_TREND;
        List<@Nullable Interval> intervals = blocks.intervals(4, it -> {
            double[] aucs = learned.aucs(it);
            return new double[] {
                aucs[0], learned.recall(it, RankingQuality.TENTH), aucs[0] - churn.auc(it), aucs[2] - aucs[1]
            };
        });
        Interval change = tooShort ? null : intervals.get(3);
        return new Measurement(
                RankingQuality.of(RankedBy.LEARNED, learned, once),
                List.of(
                        RankingQuality.of(RankedBy.PRIOR, prior, once),
                        RankingQuality.of(RankedBy.CHURN, churn, once),
                        RankingQuality.of(RankedBy.HEURISTIC_V1, heuristic, once)),
                intervals.get(0),
                intervals.get(1),
                intervals.get(2),
                Reliability.of(commits),
                IntStream.rangeClosed(0, GAIN_STEPS)
                        .mapToDouble(it -> (double) it / GAIN_STEPS)
                        .mapToObj(it -> new Gain(
                                it, learned.recall(once, it), churn.recall(once, it), heuristic.recall(once, it)))
                        .toList(),
                RankedWindows.byWindow(commits).stream()
                        .map(it -> halfYear(it, blocks, delays, asOf))
                        .toList(),
                trend(tooShort, change),
                change,
                delays.median(),
                Arrays.stream(OutcomeSource.values())
                        .map(it -> PartQuality.of(it, null, commits, places, blocks))
                        .filter(it -> it.bad() > 0)
                        .toList(),
                Stream.of(true, false)
                        .map(it -> PartQuality.of(null, it, commits, places, blocks))
                        .toList(),
                List.of(
                        LowRiskLane.of(RankedBy.LEARNED, places),
                        LowRiskLane.of(RankedBy.CHURN, PlacedCommit.place(commits, RankedBy.CHURN))));
    }

    /** The baseline of this name. */
    public RankingQuality baseline(RankedBy by) {
        return baselines.stream().filter(it -> it.by() == by).findFirst().orElseThrow();
    }

    /** What ranks better here: the learned score, unless lines changed have the larger AUC. */
    public RankedBy better() {
        Double ours = learned.auc();
        Double theirs = baseline(RankedBy.CHURN).auc();
        return ours != null && theirs != null && theirs > ours ? RankedBy.CHURN : RankedBy.LEARNED;
    }

    /** False where chance alone may have decided what is better. */
    public boolean clear() {
        return aheadOfChurn != null && !aheadOfChurn.contains(0);
    }

    private static Trend trend(boolean tooShort, @Nullable Interval change) {
        if (tooShort || change == null) {
            return Trend.TOO_SHORT;
        }
        return change.contains(0) ? Trend.NO_CLEAR_CHANGE : change.low() > 0 ? Trend.BETTER : Trend.WORSE;
    }

    private static HalfYear halfYear(List<HeldOut> commits, Blocks blocks, Delays delays, Instant asOf) {
        int[] once = blocks.once();
        WindowRanking learned = new WindowRanking(commits, RankedBy.LEARNED, blocks::of);
        WindowRanking churn = new WindowRanking(commits, RankedBy.CHURN, blocks::of);
        boolean tells = RankedWindows.tells(learned);
        int bad = learned.badCount();
        return new HalfYear(
                commits.get(0).committedAt(),
                commits.get(commits.size() - 1).committedAt(),
                commits.size(),
                bad,
                tells ? learned.auc(once) : null,
                tells ? learned.caught(once, RankingQuality.TENTH) / bad : null,
                tells ? churn.auc(once) : null,
                tells ? churn.caught(once, RankingQuality.TENTH) / bad : null,
                commits.stream()
                        .mapToDouble(it -> delays.knownWithin(it.committedAt(), asOf))
                        .average()
                        .orElse(1));
    }
}
