package io.rootops.core.evaluate.signal;

import java.util.SortedMap;

/**
 * How good forecasts of when a limit is reached are, all of one run.
 *
 * @param series that are long enough
 * @param weeks that they last together
 * @param asIs of the series as they are, asked every hour
 * @param filling of series to which a rise was added that reaches the limit after so many hours
 */
public record LimitFigures(int series, double weeks, AsIs asIs, SortedMap<Integer, Filling> filling) {
    /**
     * @param episodes times at which a forecast began to be shown
     * @param reached of these, those after which the limit was reached within three days
     */
    public record AsIs(int episodes, int reached) {}

    /**
     * @param rises that were added
     * @param foretold of these, those that were forecast before the limit was reached
     * @param hoursAhead median of how long before, where they were
     * @param error median of how far off the first forecast's expected time was, over the time that was left
     * @param within share in which the limit was reached between its soonest and its latest
     */
    public record Filling(int rises, int foretold, double hoursAhead, double error, double within) {}
}
