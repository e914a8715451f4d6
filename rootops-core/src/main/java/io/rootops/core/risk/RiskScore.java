package io.rootops.core.risk;

import java.util.List;

/**
 * A commit's place among the commits of its repository.
 *
 * @param model what it was ranked by
 * @param modelVersion of the repository's models; 0: read ahead, before the history was ({@code provisional})
 * @param exactPercentile 0 to 100: share of commits below, half of the equal ones counted
 * @param provisional ranked among the newest commits only, until the whole history is read
 */
public record RiskScore(
        Model model, int modelVersion, double exactPercentile, boolean provisional, List<Reason> reasons) {

    /** What a score rests on. */
    public enum Model {
        /** By the size of the change only; says nothing of outcomes and gives no probability. */
        SIZE
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
