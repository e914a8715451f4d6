package io.rootops.core.history;

import java.util.Arrays;

/** The lines of one side's middle: where they start, their hash, their class of equal lines, and if they changed. */
final class LineTable {
    byte[] text = {};
    int from;
    int to;
    int size;

    /** Start of each line, and behind the last the end. */
    int[] start = new int[256];

    long[] hash = new long[256];
    int[] kind = new int[256];
    boolean[] changed = new boolean[256];

    void reset(byte[] bytes, int begin, int end) {
        text = bytes;
        from = begin;
        to = end;
        size = 0;
    }

    void split() {
        int at = from;
        int n = 0;
        while (at < to) {
            if (n + 1 >= start.length) {
                grow();
            }
            start[n] = at;
            int next = next(at);
            hash[n] = Bytes.hash(text, at, next);
            at = next;
            n++;
        }
        start[n] = to;
        size = n;
        Arrays.fill(changed, 0, n, false);
    }

    /** Where the line ends that begins there, behind its line feed. */
    int next(int from) {
        return Math.min(to, Bytes.lineEnd(text, from, to) + 1);
    }

    /** Makes lines that differ in white space only look equal. */
    void forgetWhiteSpace() {
        for (int i = 0; i < size; i++) {
            hash[i] = Bytes.hashWithoutWhiteSpace(text, start[i], start[i + 1]);
        }
        Arrays.fill(changed, 0, size, false);
    }

    int countChanged() {
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (changed[i]) {
                count++;
            }
        }
        return count;
    }

    private void grow() {
        int length = start.length * 2;
        start = Arrays.copyOf(start, length);
        hash = Arrays.copyOf(hash, length);
        kind = Arrays.copyOf(kind, length);
        changed = Arrays.copyOf(changed, length);
    }
}
