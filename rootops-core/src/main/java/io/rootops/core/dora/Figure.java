package io.rootops.core.dora;

import io.rootops.core.evaluate.Interval;
import org.jspecify.annotations.Nullable;

/**
 * A figure of DORA.
 *
 * @param n so many it is of
 * @param value null: of none
 * @param interval null: too few for one
 */
public record Figure(
        int n, @Nullable Double value, @Nullable Interval interval) {
    /** Of this many there is no telling where a figure may truly lie. */
    static final int FEW = 5;

    /** Of {@code n} so many. */
    public static Figure share(int count, int n) {
        return n == 0 ? new Figure(0, null, null) : new Figure(n, (double) count / n, Interval.ofShare(count, n));
    }

    /** Of events that come independently of one another: Byar's approximation of the exact Poisson interval. */
    static Figure rate(int events, double spans) {
        double low = events == 0 ? 0 : byar(events, -1);
        return new Figure(events, events / spans, new Interval(low / spans, byar(events + 1.0, 1) / spans));
    }

    private static double byar(double count, int side) {
        double root = 1 - 1 / (9 * count) + side * 1.96 / (3 * Math.sqrt(count));
        return count * root * root * root;
    }
}
