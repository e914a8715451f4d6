package io.rootops.core.signal.verdict;

/**
 * How many events came after a moment, and how many were expected.
 *
 * @param expected at least .25
 * @param sustained share of the steps with more than twice what was expected of each, 0 to 1
 * @param asLarge how many placebos jumped at least as far
 * @param placebos earlier times of the same series that were asked the same
 */
public record Jump(double events, double expected, double sustained, int asLarge, int placebos) {
    private static final double LEAST_EVENTS = 5;
    private static final double LEAST_TIMES = 3;

    /** One burst is over when it is found; bursts are most of what counts do by themselves. */
    private static final double LEAST_SUSTAINED = 2.0 / 3;

    /** Share of times, this one included, with a jump as large: above 0, at most 1. */
    public double p() {
        return (1.0 + asLarge) / (1.0 + placebos);
    }

    /** Whether it is worth a word: five events, three times what was expected, lasting, and as rare as this. */
    public boolean speaks(double threshold) {
        return far() && p() <= threshold;
    }

    /** The same whatever else came before: five events, three times what was expected, lasting. */
    public boolean far() {
        return events >= LEAST_EVENTS && events >= LEAST_TIMES * expected && sustained >= LEAST_SUSTAINED;
    }
}
