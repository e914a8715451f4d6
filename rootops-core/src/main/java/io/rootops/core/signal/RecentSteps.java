package io.rootops.core.signal;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The values of a series in the last week, at five-minute steps. Not safe for threads. */
public final class RecentSteps {
    public static final Duration STEP = Duration.ofMinutes(5);
    public static final Duration KEPT = Duration.ofDays(7);

    private static final int DAY = 288;
    private static final int DAYS = 7;
    /** On either side of a time of the day. */
    private static final int HOUR = 12;
    /** A day of them. */
    private static final int FEWEST = 2 * HOUR;

    private final float[] values = new float[DAYS * DAY];
    private long newest = Long.MIN_VALUE;

    public RecentSteps() {
        Arrays.fill(values, Float.NaN);
    }

    /** Of these steps the beginning is at whole multiples of five minutes since 1970. */
    public static Instant floor(Instant at) {
        return Instant.ofEpochSecond(step(at) * STEP.toSeconds());
    }

    private static long step(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), STEP.toSeconds());
    }

    /**
     * What was measured next. What is not later than the newest is passed over.
     *
     * @param at when the step begins
     */
    public void add(Instant at, double value) {
        long step = step(at);
        if (Double.isNaN(value) || newest != Long.MIN_VALUE && step <= newest) {
            return;
        }
        if (newest != Long.MIN_VALUE) {
            for (long gap = Math.max(newest + 1, step - values.length + 1); gap < step; gap++) {
                values[place(gap)] = Float.NaN;
            }
        }
        values[place(step)] = (float) value;
        newest = step;
    }

    private int place(long step) {
        return (int) Math.floorMod(step, (long) values.length);
    }

    /** NaN: not measured, or longer ago than a week. */
    public double value(Instant at) {
        return value(step(at));
    }

    private double value(long step) {
        return newest == Long.MIN_VALUE || step > newest || step <= newest - values.length
                ? Double.NaN
                : values[place(step)];
    }

    /** Of times from the beginning of one step to that of another. */
    public Series between(Instant from, Instant to) {
        double[] its = new double[(int) Math.max(0, step(to) - step(from))];
        for (int i = 0; i < its.length; i++) {
            its[i] = value(step(from) + i);
        }
        return Series.of(from, STEP, its);
    }

    /**
     * What is usual at this time of the day: on the days before, up to an hour earlier or later.
     *
     * @return null: not known, as not enough was measured then
     */
    public @Nullable UsualBand usual(Instant at) {
        long now = step(at);
        double[] then = new double[DAYS * (2 * HOUR + 1)];
        int found = 0;
        for (int day = 1; day <= DAYS; day++) {
            for (int beside = -HOUR; beside <= HOUR; beside++) {
                double value = value(now - (long) day * DAY + beside);
                if (!Double.isNaN(value)) {
                    then[found++] = value;
                }
            }
        }
        return found < FEWEST ? null : UsualBand.of(Arrays.copyOf(then, found));
    }
}
