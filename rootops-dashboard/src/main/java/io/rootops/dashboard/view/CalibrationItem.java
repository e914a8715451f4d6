package io.rootops.dashboard.view;

import io.rootops.core.evaluate.Reliability;

/**
 * What became of the commits of this history that got about the same probability, the future held out.
 *
 * @param from least of these probabilities
 * @param to largest of them
 * @param commits so many
 * @param bad of them
 */
public record CalibrationItem(double from, double to, int commits, int bad) {
    public static CalibrationItem of(Reliability.Bin bin) {
        return new CalibrationItem(bin.from(), bin.to(), bin.commits(), bin.bad());
    }

    public double happened() {
        return (double) bad / commits;
    }
}
