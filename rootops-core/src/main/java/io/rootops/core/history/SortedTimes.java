package io.rootops.core.history;

import java.util.Arrays;

/** Points in time, as epoch seconds, kept ascending; cheap where they come nearly in order. */
final class SortedTimes {
    private static final long[] NONE = {};

    private long[] times = NONE;
    private int size;

    void add(long time) {
        if (size == times.length) {
            times = Arrays.copyOf(times, Math.max(4, size + (size >> 1)));
        }
        int at = size;
        while (at > 0 && times[at - 1] > time) {
            at--;
        }
        System.arraycopy(times, at, times, at + 1, size - at);
        times[at] = time;
        size++;
    }

    int size() {
        return size;
    }

    /** How many lie within this range, both ends included. */
    int between(long earliest, long latest) {
        return upTo(latest) - upTo(earliest - 1);
    }

    private int upTo(long time) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] > time) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
