package io.rootops.core.evaluate.signal;

import io.rootops.core.evaluate.signal.LabelledSeries.Window;
import java.util.List;

/**
 * The score of the Numenta Anomaly Benchmark (Lavin and Ahmad, ICMLA 2015): 0 for a detector that says nothing, 100 for
 * one that finds each window at its first point and nothing else.
 *
 * @param weightOfFalse what a finding outside of all windows costs, at most
 * @param weightOfMissed what a window without a finding costs
 */
record WindowScore(double weightOfFalse, double weightOfMissed) {
    static final WindowScore STANDARD = new WindowScore(0.11, 1);
    static final WindowScore LOW_FALSE_POSITIVES = new WindowScore(0.22, 1);
    static final WindowScore LOW_FALSE_NEGATIVES = new WindowScore(0.11, 2);

    private static final double LEARNING_SHARE = 0.15;
    private static final int MOST_LEARNING = 750;

    /** How many points at the beginning of a series count neither way: the detector learns there. */
    static int learning(int points) {
        return (int) Math.floor(Math.min(LEARNING_SHARE * points, MOST_LEARNING));
    }

    /** @param found places of the findings after the learning, ascending */
    double raw(List<Window> windows, List<Integer> found) {
        double sum = 0;
        for (Window window : windows) {
            double width = window.last() - window.first() + 1.0;
            sum += found.stream()
                    .filter(window::contains)
                    .findFirst()
                    .map(it -> scaled(-(window.last() - it + 1) / width) / scaled(-1))
                    .orElse(-weightOfMissed);
        }
        for (int place : found) {
            if (windows.stream().noneMatch(it -> it.contains(place))) {
                sum += weightOfFalse
                        * windows.stream()
                                .filter(it -> it.last() < place)
                                .reduce((one, later) -> later)
                                .map(it -> scaled((place - it.last()) / Math.max(1.0, it.last() - it.first())))
                                .orElse(-1.0);
            }
        }
        return sum;
    }

    /** @param windows how many there are, at least 1 */
    double normalised(double raw, int windows) {
        return 100 * (raw + windows * weightOfMissed) / (windows + windows * weightOfMissed);
    }

    private static double scaled(double x) {
        return x > 3 ? -1 : 2 / (1 + Math.exp(5 * x)) - 1;
    }
}
