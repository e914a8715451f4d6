package io.rootops.core.evaluate.signal;

import java.util.SortedMap;

/**
 * How good the rules between deployments are.
 *
 * @param errors by events per five minutes, of the rule of jumps
 * @param silence by lines per five minutes, of the rule of silence
 * @param weeks how many of one series were watched, at each of the rates
 */
public record SuspicionFigures(SortedMap<Double, Alarms> errors, SortedMap<Double, Alarms> silence, double weeks) {

    /**
     * Of one rate.
     *
     * @param perWeek false alarms of one series in a week, those within an hour of each other counted as one
     * @param found shares of 1: of made-up changes that last for an hour, those that were found before it was over, by how
     *     many times more came; of silence, by 0
     * @param changes how many were made up
     */
    public record Alarms(double perWeek, SortedMap<Double, Double> found, int changes) {}
}
