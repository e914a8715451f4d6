package io.rootops.core.signal.verdict;

import io.rootops.core.signal.Direction;

/**
 * How a series after a moment differs from before it.
 *
 * @param medianBefore in the unit of the series
 * @param medianAfter in the unit of the series
 * @param cliffsDelta of the values after against those before, -1 to 1: how much more often one of after is larger than
 *     one of before than smaller
 * @param separation above 1 where all values after lie beyond all before: the smallest of the larger divided by the
 *     largest of the smaller
 * @param asLarge how many placebos show a change at least as large, in the direction that is worse
 * @param placebos earlier times of the same series that were asked the same
 */
public record Shift(
        Direction direction,
        double medianBefore,
        double medianAfter,
        double cliffsDelta,
        double separation,
        int asLarge,
        int placebos) {

    /** Share of times, this one included, with a change as large: above 0, at most 1. */
    public double p() {
        return (1.0 + asLarge) / (1.0 + placebos);
    }

    /** After divided by before; infinite where before is 0 and after is not, 1 where both are 0. */
    public double ratio() {
        return medianBefore == medianAfter ? 1 : medianAfter / medianBefore;
    }

    /** Whether it is large, whatever its p: rare and harmless changes are none. */
    boolean passes(Gate gate) {
        return direction == Direction.RISE
                ? cliffsDelta >= gate.cliffsDelta()
                        && medianAfter >= medianBefore * (1 + gate.change())
                        && medianAfter > medianBefore
                : cliffsDelta <= -gate.cliffsDelta()
                        && medianBefore >= medianAfter * (1 + gate.change())
                        && medianAfter < medianBefore;
    }

    /**
     * What a change must have at least.
     *
     * @param cliffsDelta 0 to 1
     * @param change of the median, as a share of the smaller one
     */
    record Gate(double cliffsDelta, double change) {
        /** For a series that speaks alone. */
        static final Gate ALONE = new Gate(0.6, 0.15);

        /** For series of which at least two agree. */
        static final Gate TOGETHER = new Gate(0.4, 0.15);
    }
}
