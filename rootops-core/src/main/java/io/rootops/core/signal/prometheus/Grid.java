package io.rootops.core.signal.prometheus;

import java.time.Duration;
import java.time.Instant;

/**
 * Times to ask for.
 *
 * @param first of them; whole milliseconds
 * @param points at least 1
 */
record Grid(Instant first, Duration step, int points) {
    static Grid at(Instant time) {
        return new Grid(time, Duration.ofSeconds(1), 1);
    }

    Instant last() {
        return first.plus(step.multipliedBy(points - 1L));
    }

    /** @return -1: none of its times */
    int index(double seconds) {
        double index = (seconds * 1000 - first.toEpochMilli()) / step.toMillis();
        // A single time is answered as it was asked for, but for what is lost in a decimal fraction.
        long nearest = Math.round(index);
        return Math.abs(index - nearest) < 0.01 && nearest >= 0 && nearest < points ? (int) nearest : -1;
    }

    /** A part of it. */
    Grid part(int from, int count) {
        return new Grid(first.plus(step.multipliedBy(from)), step, count);
    }
}
