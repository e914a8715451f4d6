package io.rootops.core.evaluate;

/** The area under the ROC curve. */
public final class RankingArea {
    private RankingArea() {}

    /**
     * The chance that a bad commit stands above one that is not, ties counted half.
     *
     * @return NaN without both kinds
     */
    public static double of(double[] scores, boolean[] bad) {
        return WindowRanking.auc(scores, bad);
    }
}
