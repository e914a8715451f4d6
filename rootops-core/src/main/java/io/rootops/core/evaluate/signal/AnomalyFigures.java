package io.rootops.core.evaluate.signal;

/**
 * How good the detector is, by its own threshold, all of one run.
 *
 * @param standard score of the benchmark, of 100
 * @param lowFalsePositives the same where false findings cost twice
 * @param lowFalseNegatives the same where missed windows cost twice
 * @param windows that there are
 * @param found of these, those with a finding
 * @param falseFindings outside of all windows
 * @param alarmsPerWeek false findings per series and week
 * @param alarmsPerWeekOfOperations the same, of the series of machines and services only; NaN where there are none
 */
public record AnomalyFigures(
        double standard,
        double lowFalsePositives,
        double lowFalseNegatives,
        int series,
        int windows,
        int found,
        int falseFindings,
        double alarmsPerWeek,
        double alarmsPerWeekOfOperations) {}
