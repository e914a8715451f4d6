package io.rootops.core.signal;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Measurements at even steps; NaN where nothing was measured. Immutable. */
public final class Series {
    /** Ten years of five-minute steps; more is an error of the caller, not a history. */
    private static final int MOST_POINTS = 1_100_000;

    private final Instant start;
    private final Duration step;
    private final double[] values;

    private Series(Instant start, Duration step, double[] values) {
        if (step.isNegative() || step.isZero()) {
            throw new IllegalArgumentException("a step of " + step + "; expected one above 0");
        }
        this.start = start;
        this.step = step;
        this.values = values;
    }

    /**
     * Values as they are.
     *
     * @param values one a step from {@code start} on; NaN and infinities count as not measured
     */
    public static Series of(Instant start, Duration step, double... values) {
        double[] copy = values.clone();
        for (int i = 0; i < copy.length; i++) {
            if (!Double.isFinite(copy[i])) {
                copy[i] = Double.NaN;
            }
        }
        return new Series(start, step, copy);
    }

    /**
     * Means of the samples of each step. Order does not matter; of samples of the same time all count.
     *
     * @param boundary steps begin at this time and at whole steps before and after it, so that no mean mixes what was
     *     measured before it with what was measured after
     */
    public static Series sampled(List<Sample> samples, Duration step, Instant boundary) {
        long width = step.toMillis();
        if (width <= 0) {
            throw new IllegalArgumentException("a step of " + step + "; expected at least a millisecond");
        }
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (Sample sample : samples) {
            if (Double.isFinite(sample.value())) {
                long slot = slot(sample, width, boundary);
                first = Math.min(first, slot);
                last = Math.max(last, slot);
            }
        }
        if (first > last) {
            return new Series(boundary, step, new double[0]);
        }
        if (last - first >= MOST_POINTS) {
            throw new IllegalArgumentException(
                    "samples span " + (last - first + 1) + " steps of " + step + "; expected at most " + MOST_POINTS);
        }
        double[] sums = new double[(int) (last - first) + 1];
        int[] counts = new int[sums.length];
        for (Sample sample : samples) {
            if (Double.isFinite(sample.value())) {
                int slot = (int) (slot(sample, width, boundary) - first);
                sums[slot] += sample.value();
                counts[slot]++;
            }
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] = counts[i] == 0 ? Double.NaN : sums[i] / counts[i];
        }
        return new Series(boundary.plusMillis(first * width), step, sums);
    }

    private static long slot(Sample sample, long width, Instant boundary) {
        return Math.floorDiv(sample.at().toEpochMilli() - boundary.toEpochMilli(), width);
    }

    public Instant start() {
        return start;
    }

    public Duration step() {
        return step;
    }

    public int size() {
        return values.length;
    }

    public double value(int index) {
        return values[index];
    }

    /**
     * A part, as a copy.
     *
     * @param from inclusive; below 0 reads as not measured
     * @param to exclusive; beyond the end reads as not measured
     */
    public double[] slice(int from, int to) {
        double[] slice = new double[to - from];
        Arrays.fill(slice, Double.NaN);
        int begin = Math.max(0, from);
        int end = Math.min(values.length, to);
        if (begin < end) {
            System.arraycopy(values, begin, slice, begin - from, end - begin);
        }
        return slice;
    }

    /** The first step that begins at this time or later; may lie outside of the series. */
    public int indexAt(Instant time) {
        long width = step.toMillis();
        long behind = time.toEpochMilli() - start.toEpochMilli();
        return Math.toIntExact(-Math.floorDiv(-behind, width));
    }

    /** How many steps fill a duration; at least 1. */
    public int steps(Duration duration) {
        return (int) Math.max(1, Math.round((double) duration.toMillis() / step.toMillis()));
    }

    /** The same with steps that touch [from, to) as not measured: another deployment, an incident, a rollout. */
    public Series without(Instant from, Instant to) {
        int begin = Math.max(0, indexAt(from.minus(step).plusMillis(1)));
        int end = Math.min(values.length, indexAt(to));
        if (begin >= end) {
            return this;
        }
        double[] masked = values.clone();
        Arrays.fill(masked, begin, end, Double.NaN);
        return new Series(start, step, masked);
    }
}
