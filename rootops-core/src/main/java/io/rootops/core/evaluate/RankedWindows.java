package io.rootops.core.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/**
 * Commits in order within their windows: the scores of two windows come from two models and are not comparable. A
 * figure over all of them is the mean of the windows by their sizes, or the sum of what each one caught.
 */
final class RankedWindows {
    /** A window with fewer of either kind tells nothing of the ranking. */
    static final int LEAST_OF_EACH_KIND = 8;

    private final List<WindowRanking> windows;
    private final List<WindowRanking> telling;

    private RankedWindows(List<WindowRanking> windows, int leastOfEachKind) {
        this.windows = windows;
        this.telling = windows.stream().filter(it -> tells(it, leastOfEachKind)).toList();
    }

    /** @param commits oldest first */
    static RankedWindows of(List<HeldOut> commits, RankedBy by, ToIntFunction<HeldOut> blockOf) {
        return of(commits, by, blockOf, LEAST_OF_EACH_KIND);
    }

    /** @param leastOfEachKind a window with fewer bad commits, or fewer others, does not enter the AUC */
    static RankedWindows of(List<HeldOut> commits, RankedBy by, ToIntFunction<HeldOut> blockOf, int leastOfEachKind) {
        return new RankedWindows(
                byWindow(commits).stream()
                        .map(it -> new WindowRanking(it, by, blockOf))
                        .toList(),
                leastOfEachKind);
    }

    static List<List<HeldOut>> byWindow(List<HeldOut> commits) {
        Map<Integer, List<HeldOut>> windows = new LinkedHashMap<>();
        commits.forEach(it ->
                windows.computeIfAbsent(it.window(), none -> new ArrayList<>()).add(it));
        return List.copyOf(windows.values());
    }

    static boolean tells(WindowRanking window) {
        return tells(window, LEAST_OF_EACH_KIND);
    }

    private static boolean tells(WindowRanking window, int leastOfEachKind) {
        return window.badCount() >= leastOfEachKind && window.size() - window.badCount() >= leastOfEachKind;
    }

    /** NaN where no window tells anything. */
    double auc(int[] times) {
        return aucs(times)[0];
    }

    /** Over all windows, over the earlier half of them, and over the later half; NaN where those tell nothing. */
    double[] aucs(int[] times) {
        double[] sums = new double[3];
        double[] weights = new double[3];
        for (int i = 0; i < telling.size(); i++) {
            double auc = telling.get(i).auc(times);
            if (!Double.isNaN(auc)) {
                long size = telling.get(i).goods(times) + telling.get(i).bads(times);
                int half = i < telling.size() / 2 ? 1 : 2;
                sums[0] += auc * size;
                weights[0] += size;
                sums[half] += auc * size;
                weights[half] += size;
            }
        }
        return new double[] {sums[0] / weights[0], sums[1] / weights[1], sums[2] / weights[2]};
    }

    int tellingWindows() {
        return telling.size();
    }

    double recall(int[] times, double share) {
        return share(times, it -> it.caught(times, share));
    }

    double recallInLines(int[] times, double share) {
        return share(times, it -> it.caughtInLines(times, share));
    }

    private double share(int[] times, ToDoubleFunction<WindowRanking> caught) {
        double bad = windows.stream().mapToLong(it -> it.bads(times)).sum();
        return windows.stream().mapToDouble(caught).sum() / bad;
    }
}
