package io.rootops.core.engine;

import io.rootops.core.evaluate.HeldOut;
import io.rootops.core.evaluate.Learner;
import io.rootops.core.evaluate.RankingArea;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * How the score and lines changed did in the replay of a history: each the mean of the windows by their sizes.
 *
 * @param commits that tell: old enough for their outcome to be known
 * @param bad of them
 * @param auc null where they are too few to tell, like {@code sizeAuc}
 */
record Replayed(
        int commits,
        int bad,
        @Nullable Double auc,
        @Nullable Double sizeAuc) {
    static final int LEAST_COMMITS = 200;
    /** So many of either kind. */
    static final int LEAST_OF_EACH_KIND = 20;

    private static final int LEAST_IN_A_WINDOW = 8;

    static Replayed of(List<HeldOut> all, Instant now) {
        Map<Integer, List<HeldOut>> windows = new LinkedHashMap<>();
        int commits = 0;
        int bad = 0;
        for (HeldOut it : all) {
            if (!it.committedAt().isAfter(now.minus(Learner.WAIT))) {
                windows.computeIfAbsent(it.window(), none -> new ArrayList<>()).add(it);
                commits++;
                bad += it.bad() ? 1 : 0;
            }
        }
        boolean enough = commits >= LEAST_COMMITS && bad >= LEAST_OF_EACH_KIND && commits - bad >= LEAST_OF_EACH_KIND;
        return new Replayed(
                commits,
                bad,
                enough ? mean(windows, HeldOut::logit) : null,
                enough ? mean(windows, HeldOut::churn) : null);
    }

    boolean sizeIsBetter() {
        return auc != null && sizeAuc != null && sizeAuc > auc;
    }

    private static @Nullable Double mean(Map<Integer, List<HeldOut>> windows, ToDoubleFunction<HeldOut> score) {
        double sum = 0;
        int commits = 0;
        for (List<HeldOut> window : windows.values()) {
            long bad = window.stream().filter(HeldOut::bad).count();
            if (bad >= LEAST_IN_A_WINDOW && window.size() - bad >= LEAST_IN_A_WINDOW) {
                sum += window.size() * area(window, score);
                commits += window.size();
            }
        }
        return commits == 0 ? null : sum / commits;
    }

    private static double area(List<HeldOut> window, ToDoubleFunction<HeldOut> score) {
        boolean[] bad = new boolean[window.size()];
        for (int i = 0; i < bad.length; i++) {
            bad[i] = window.get(i).bad();
        }
        return RankingArea.of(window.stream().mapToDouble(score).toArray(), bad);
    }
}
