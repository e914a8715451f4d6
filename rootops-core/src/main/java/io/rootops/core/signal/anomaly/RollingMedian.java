package io.rootops.core.signal.anomaly;

import java.util.ArrayDeque;
import java.util.Arrays;

/** Of the newest values. */
final class RollingMedian {
    private final int width;
    private final double[] sorted;
    private final ArrayDeque<Double> order = new ArrayDeque<>();

    RollingMedian(int width) {
        this.width = width;
        this.sorted = new double[width];
    }

    /** NaN before the first value. */
    double value() {
        int filled = order.size();
        return filled == 0 ? Double.NaN : (sorted[(filled - 1) / 2] + sorted[filled / 2]) / 2;
    }

    /** @param value finite */
    void add(double value) {
        if (order.size() == width) {
            int gone = Arrays.binarySearch(sorted, 0, width, order.removeFirst());
            System.arraycopy(sorted, gone + 1, sorted, gone, width - gone - 1);
        }
        int filled = order.size();
        int found = Arrays.binarySearch(sorted, 0, filled, value);
        int at = found < 0 ? -found - 1 : found;
        System.arraycopy(sorted, at, sorted, at + 1, filled - at);
        sorted[at] = value;
        order.addLast(value);
    }
}
