package io.rootops.core.signal.limit;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The straight line through the newest values of a series, by the median of the slopes between any two of them (Theil 1950, Sen
 * 1968), which a third of them may be far off without bending.
 *
 * @param level at the newest step
 * @param slope a step
 * @param now middle of the three newest values: what "stays as now" means
 */
record Trend(double level, double slope, double now) {
    static final int FEWEST = 8;
    /** What falls by so much from one step to the next was started anew, or cleaned up. */
    private static final double FALL = 0.3;

    private static final int NEWEST = 3;

    /**
     * As it was known at a step.
     *
     * @param values one a step; NaN where nothing was measured
     * @param end after the newest
     * @param window of so many steps at most; {@link #FEWEST} or more
     * @return null: too little was measured since it fell last
     */
    static @Nullable Trend at(double[] values, int end, int window) {
        int[] places = new int[window];
        double[] found = new double[window];
        int count = 0;
        for (int i = end - 1; i >= Math.max(0, end - window); i--) {
            double value = values[i];
            if (Double.isNaN(value)) {
                continue;
            }
            if (count > 0 && found[count - 1] < (1 - FALL) * value) {
                break;
            }
            places[count] = i;
            found[count++] = value;
        }
        if (count < FEWEST || places[NEWEST - 1] < end - 2 * NEWEST) {
            return null;
        }
        double slope = slope(places, found, count);
        double[] levels = new double[count];
        for (int i = 0; i < count; i++) {
            levels[i] = found[i] + slope * (end - 1 - places[i]);
        }
        return new Trend(median(levels), slope, median(Arrays.copyOf(found, NEWEST)));
    }

    private static double slope(int[] places, double[] found, int count) {
        double[] slopes = new double[count * (count - 1) / 2];
        int next = 0;
        for (int i = 0; i < count; i++) {
            for (int j = i + 1; j < count; j++) {
                slopes[next++] = (found[i] - found[j]) / (places[i] - places[j]);
            }
        }
        return median(slopes);
    }

    /** Of all values, whose order is lost; without sorting them, since there are a thousand slopes at each step. */
    private static double median(double[] values) {
        int half = values.length / 2;
        double upper = select(values, half);
        return values.length % 2 == 1
                ? upper
                : (Arrays.stream(values, 0, half).max().orElse(upper) + upper) / 2;
    }

    /** Hoare's selection: afterwards nothing before the place is greater, and nothing after it smaller. */
    private static double select(double[] values, int place) {
        int low = 0;
        int high = values.length - 1;
        while (low < high) {
            double pivot = values[(low + high) >>> 1];
            int i = low;
            int j = high;
            while (i <= j) {
                while (values[i] < pivot) {
                    i++;
                }
                while (values[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    double swap = values[i];
                    values[i++] = values[j];
                    values[j--] = swap;
                }
            }
            if (place <= j) {
                high = j;
            } else if (place >= i) {
                low = i;
            } else {
                break;
            }
        }
        return values[place];
    }

    /** So many steps after the newest. */
    double after(double steps) {
        return level + slope * steps;
    }
}
