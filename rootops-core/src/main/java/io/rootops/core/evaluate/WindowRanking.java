package io.rootops.core.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The commits of one window, riskiest first; equal scores are one group, whose members count as if in random order. A
 * commit counts as often as its block of time was drawn.
 */
final class WindowRanking {
    private final boolean[] bad;
    private final int[] block;
    private final int[] churn;
    private final int[] groupEnd;
    private final int firstBlock;
    private final int[] badOfBlock;
    private final int[] goodOfBlock;
    private final int badCount;

    /** @param blockOf number of the block of time of a commit */
    WindowRanking(List<HeldOut> commits, RankedBy by, ToIntFunction<HeldOut> blockOf) {
        this(
                commits.stream().mapToDouble(by::score).toArray(),
                commits.stream().map(HeldOut::bad).toArray(Boolean[]::new),
                commits.stream().mapToInt(blockOf).toArray(),
                commits.stream().mapToInt(HeldOut::churn).toArray());
    }

    private WindowRanking(double[] scores, Boolean[] isBad, int[] blocks, int[] churns) {
        int n = scores.length;
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> -scores[i]));
        bad = new boolean[n];
        block = new int[n];
        churn = new int[n];
        groupEnd = new int[n];
        firstBlock = Arrays.stream(blocks).min().orElse(0);
        badOfBlock = new int[Arrays.stream(blocks).max().orElse(0) - firstBlock + 1];
        goodOfBlock = new int[badOfBlock.length];
        for (int i = n - 1; i >= 0; i--) {
            int it = order[i];
            bad[i] = isBad[it];
            block[i] = blocks[it];
            churn[i] = churns[it];
            groupEnd[i] = i + 1 < n && scores[it] == scores[order[i + 1]] ? groupEnd[i + 1] : i + 1;
            (bad[i] ? badOfBlock : goodOfBlock)[block[i] - firstBlock]++;
        }
        badCount = Arrays.stream(badOfBlock).sum();
    }

    /** Without time: every commit counts once. */
    static double auc(double[] scores, boolean[] isBad) {
        Boolean[] bads = new Boolean[isBad.length];
        Arrays.setAll(bads, i -> isBad[i]);
        int[] none = new int[scores.length];
        return new WindowRanking(scores, bads, none, none).auc(new int[] {1});
    }

    int size() {
        return bad.length;
    }

    int badCount() {
        return badCount;
    }

    long bads(int[] times) {
        return counted(badOfBlock, times);
    }

    long goods(int[] times) {
        return counted(goodOfBlock, times);
    }

    private long counted(int[] ofBlock, int[] times) {
        long sum = 0;
        for (int i = 0; i < ofBlock.length; i++) {
            sum += (long) ofBlock[i] * times[firstBlock + i];
        }
        return sum;
    }

    /** The chance that a bad commit stands above one that is not; NaN where one of the two kinds is absent. */
    double auc(int[] times) {
        double goods = goods(times);
        double goodsAbove = 0;
        double sum = 0;
        for (int from = 0; from < bad.length; from = groupEnd[from]) {
            double groupBad = 0;
            double groupGood = 0;
            for (int i = from; i < groupEnd[from]; i++) {
                if (bad[i]) {
                    groupBad += times[block[i]];
                } else {
                    groupGood += times[block[i]];
                }
            }
            sum += groupBad * (goods - goodsAbove - groupGood / 2);
            goodsAbove += groupGood;
        }
        return sum / (goods * bads(times));
    }

    /** Bad commits among the riskiest ones that make up this share (0 to 1) of the commits. */
    double caught(int[] times, double share) {
        return caught(times, share * (goods(times) + bads(times)), false);
    }

    /** The same, for a share of the lines changed. */
    double caughtInLines(int[] times, double share) {
        double lines = 0;
        for (int i = 0; i < bad.length; i++) {
            lines += (double) times[block[i]] * churn[i];
        }
        return caught(times, share * lines, true);
    }

    private double caught(int[] times, double most, boolean lines) {
        double budget = most;
        double caught = 0;
        for (int from = 0; from < bad.length && budget > 0; from = groupEnd[from]) {
            double groupBad = 0;
            double cost = 0;
            for (int i = from; i < groupEnd[from]; i++) {
                groupBad += bad[i] ? times[block[i]] : 0;
                cost += (double) times[block[i]] * (lines ? churn[i] : 1);
            }
            caught += cost <= budget ? groupBad : groupBad * budget / cost;
            budget -= cost;
        }
        return caught;
    }
}
