package io.rootops.core.history;

import java.util.Arrays;

/**
 * Who wrote each line of a file: runs of lines with one origin, which is a place in {@link OriginTable}. Immutable.
 */
final class LineRuns {
    /** The origin of lines that nobody knows. */
    static final int UNKNOWN = -1;

    static final LineRuns EMPTY = new LineRuns(new int[0]);

    /** Behind each run's last line, and its origin, by turns. */
    private final int[] runs;

    private LineRuns(int[] runs) {
        this.runs = runs;
    }

    /** All lines of one origin. */
    static LineRuns of(int lines, int origin) {
        return lines == 0 ? EMPTY : new LineRuns(new int[] {lines, origin});
    }

    /** One origin a line. */
    static LineRuns of(int[] origins) {
        Builder builder = new Builder(8);
        for (int origin : origins) {
            builder.add(1, origin);
        }
        return builder.build();
    }

    int lines() {
        return runs.length == 0 ? 0 : runs[runs.length - 2];
    }

    int origin(int line) {
        int low = 0;
        int high = runs.length / 2;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (runs[middle * 2] > line) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return runs[low * 2 + 1];
    }

    /** Bytes that it takes, about. */
    int bytes() {
        return 32 + runs.length * 4;
    }

    /** The lines after a change: unchanged ones keep their origin, the others get this one. */
    LineRuns splice(int[] edits, int origin) {
        Builder builder = new Builder(runs.length + edits.length + 4);
        int run = 0;
        int from = 0;
        for (int e = 0; e < edits.length; e += 4) {
            run = copy(builder, run, from, edits[e]);
            builder.add(edits[e + 3] - edits[e + 2], origin);
            from = edits[e + 1];
        }
        copy(builder, run, from, lines());
        return builder.build();
    }

    private int copy(Builder builder, int firstRun, int from, int to) {
        int run = firstRun;
        int at = from;
        while (at < to) {
            while (runs[run] <= at) {
                run += 2;
            }
            int end = Math.min(to, runs[run]);
            builder.add(end - at, runs[run + 1]);
            at = end;
        }
        return run;
    }

    int[] toArray() {
        int[] origins = new int[lines()];
        int at = 0;
        for (int i = 0; i < runs.length; i += 2) {
            Arrays.fill(origins, at, runs[i], runs[i + 1]);
            at = runs[i];
        }
        return origins;
    }

    private static final class Builder {
        private int[] runs;
        private int size;

        Builder(int capacity) {
            runs = new int[capacity];
        }

        void add(int lines, int origin) {
            if (lines == 0) {
                return;
            }
            int end = lines + (size == 0 ? 0 : runs[size - 2]);
            if (size > 0 && runs[size - 1] == origin) {
                runs[size - 2] = end;
                return;
            }
            if (size == runs.length) {
                runs = Arrays.copyOf(runs, Math.max(8, size * 2));
            }
            runs[size++] = end;
            runs[size++] = origin;
        }

        LineRuns build() {
            return size == 0 ? EMPTY : new LineRuns(Arrays.copyOf(runs, size));
        }
    }
}
