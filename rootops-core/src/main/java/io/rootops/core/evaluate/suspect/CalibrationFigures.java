package io.rootops.core.evaluate.suspect;

import io.rootops.core.suspect.Chance;
import java.util.List;

/**
 * Whether the chances that were said came true: mean distance, in ten bins of equal width, between what was said and what
 * happened.
 *
 * @param top1Ece of the chance that the first suspect is the cause
 * @param top5Ece of the chance that the cause is among the first five
 * @param top1Brier mean squared distance between what was said and what happened, 0 to 1
 */
public record CalibrationFigures(double top1Ece, double top5Ece, double top1Brier, double top5Brier) {
    private static final int BINS = 10;

    static CalibrationFigures of(List<Chance.Outcome> first, List<Chance.Outcome> five) {
        return new CalibrationFigures(ece(first), ece(five), brier(first), brier(five));
    }

    private static double ece(List<Chance.Outcome> outcomes) {
        double[] gaps = new double[BINS];
        for (Chance.Outcome outcome : outcomes) {
            gaps[Math.min(BINS - 1, (int) (outcome.said() * BINS))] += outcome.said() - (outcome.happened() ? 1 : 0);
        }
        double sum = 0;
        for (double gap : gaps) {
            sum += Math.abs(gap);
        }
        return outcomes.isEmpty() ? 0 : sum / outcomes.size();
    }

    private static double brier(List<Chance.Outcome> outcomes) {
        return outcomes.stream()
                .mapToDouble(it -> Math.pow(it.said() - (it.happened() ? 1 : 0), 2))
                .average()
                .orElse(0);
    }
}
