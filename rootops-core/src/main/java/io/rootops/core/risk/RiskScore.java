package io.rootops.core.risk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A commit's place among the commits of its repository.
 *
 * @param model what it was ranked by
 * @param modelVersion of the repository's models; 0: read ahead, before the history was ({@code provisional})
 * @param exactPercentile 0 to 100: share of commits below, half of the equal ones counted
 * @param provisional ranked among the newest commits only, until the whole history is read; or by the forge's list of its
 *     files, until its code can be fetched
 * @param probability that it will have to be fixed or reverted, 0 to 1; null where nothing is learned
 * @param reasons weightiest first; where there is a probability their points and {@code basePoints} add up to its
 *     logit
 * @param basePoints where the logit stands before any reason; null like the probability
 */
public record RiskScore(
        Model model,
        int modelVersion,
        double exactPercentile,
        boolean provisional,
        @Nullable Double probability,
        List<Reason> reasons,
        @Nullable Double basePoints) {

    /** What a score rests on. */
    public enum Model {
        /** By the size of the change only; says nothing of outcomes and gives no probability. */
        SIZE,
        /** By a model that learned from outcomes. */
        LEARNED
    }

    /** A rank by size: no probability. */
    public static RiskScore bySize(
            int modelVersion, double exactPercentile, boolean provisional, List<Reason> reasons) {
        return new RiskScore(Model.SIZE, modelVersion, exactPercentile, provisional, null, reasons, null);
    }

    /** The number people see: cut, not rounded, so that a level never looks wrong beside it. */
    public int percentile() {
        return (int) exactPercentile;
    }

    /** 0 to 10 with one decimal: the percentile / 10. */
    public double score() {
        return percentile() / 10.0;
    }

    public RiskLevel level() {
        return RiskLevel.of(exactPercentile);
    }
}
