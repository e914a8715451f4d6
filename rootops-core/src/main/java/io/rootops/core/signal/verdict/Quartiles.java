package io.rootops.core.signal.verdict;

import java.util.Arrays;

/** Quartiles of windows that slide over a series, by linear interpolation between order statistics. */
final class Quartiles {
    /** A window with less than this share of its points says nothing. */
    private static final double LEAST_FILLED = 0.75;

    /** NaN where too little of the window was measured. */
    final double[] low;

    final double[] middle;
    final double[] high;

    private Quartiles(int size) {
        low = new double[size];
        middle = new double[size];
        high = new double[size];
    }

    /** At i those of the {@code width} values before i, for i from 0 to the length inclusive. */
    static Quartiles before(double[] values, int width) {
        Quartiles result = new Quartiles(values.length + 1);
        double[] sorted = new double[width];
        int filled = 0;
        int least = least(width);
        for (int i = 0; i <= values.length; i++) {
            result.set(i, sorted, filled, i >= width && filled >= least);
            if (i < values.length) {
                if (i >= width && !Double.isNaN(values[i - width])) {
                    filled = remove(sorted, filled, values[i - width]);
                }
                if (!Double.isNaN(values[i])) {
                    filled = insert(sorted, filled, values[i]);
                }
            }
        }
        return result;
    }

    double[] at(int i) {
        return new double[] {low[i], middle[i], high[i]};
    }

    /** Low, middle and high quartile of the values that are measured; NaN where these are too few. */
    static double[] of(double[] values) {
        double[] sorted = measured(values);
        if (sorted.length == 0 || sorted.length < least(values.length)) {
            return new double[] {Double.NaN, Double.NaN, Double.NaN};
        }
        return new double[] {
            at(sorted, sorted.length, 0.25), at(sorted, sorted.length, 0.5), at(sorted, sorted.length, 0.75)
        };
    }

    /** Of the values that are measured; NaN of nothing. */
    static double median(double[] values) {
        double[] sorted = measured(values);
        return sorted.length == 0 ? Double.NaN : at(sorted, sorted.length, 0.5);
    }

    /** Ascending. */
    private static double[] measured(double[] values) {
        double[] sorted = new double[values.length];
        int filled = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                sorted[filled++] = value;
            }
        }
        sorted = filled == sorted.length ? sorted : Arrays.copyOf(sorted, filled);
        Arrays.sort(sorted);
        return sorted;
    }

    private static int least(int width) {
        return (int) Math.ceil(LEAST_FILLED * width);
    }

    private void set(int i, double[] sorted, int filled, boolean enough) {
        low[i] = enough ? at(sorted, filled, 0.25) : Double.NaN;
        middle[i] = enough ? at(sorted, filled, 0.5) : Double.NaN;
        high[i] = enough ? at(sorted, filled, 0.75) : Double.NaN;
    }

    private static double at(double[] sorted, int filled, double share) {
        double position = share * (filled - 1);
        int below = (int) position;
        int above = Math.min(below + 1, filled - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    private static int insert(double[] sorted, int filled, double value) {
        int found = Arrays.binarySearch(sorted, 0, filled, value);
        int at = found < 0 ? -found - 1 : found;
        System.arraycopy(sorted, at, sorted, at + 1, filled - at);
        sorted[at] = value;
        return filled + 1;
    }

    private static int remove(double[] sorted, int filled, double value) {
        int at = Arrays.binarySearch(sorted, 0, filled, value);
        System.arraycopy(sorted, at + 1, sorted, at, filled - at - 1);
        return filled - 1;
    }
}
