package io.rootops.core.evaluate;

import java.util.Arrays;
import java.util.Comparator;

/** The area under the ROC curve. */
public final class RankingArea {
    private RankingArea() {}

    /**
     * The chance that a bad commit stands above one that is not, ties counted half.
     *
     * @return NaN without both kinds
     */
    public static double of(double[] scores, boolean[] bad) {
        Integer[] order = new Integer[scores.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> scores[i]));
        double rankSum = 0;
        long bads = 0;
        for (int from = 0; from < order.length; ) {
            int to = from;
            int here = 0;
            while (to < order.length && scores[order[to]] == scores[order[from]]) {
                here += bad[order[to++]] ? 1 : 0;
            }
            rankSum += here * (from + 1 + to) / 2.0;
            bads += here;
            from = to;
        }
        long goods = scores.length - bads;
        return (rankSum - bads * (bads + 1) / 2.0) / (bads * (double) goods);
    }
}
