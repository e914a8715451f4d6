package io.rootops.core.history;

import java.util.Arrays;

/** The changed lines of one side: of each its kind and a hash of what is no white space. */
final class ChangedLines implements LineDiff.LineSink {
    int size;
    LineKind[] kind = new LineKind[256];
    long[] hash = new long[256];

    void clear() {
        size = 0;
    }

    @Override
    public void line(byte[] text, int from, int to) {
        if (size == kind.length) {
            kind = Arrays.copyOf(kind, size * 2);
            hash = Arrays.copyOf(hash, size * 2);
        }
        long sum = 0xcbf29ce484222325L;
        boolean words = false;
        for (int i = from; i < to; i++) {
            byte c = text[i];
            if (!CharClass.blank(c)) {
                sum = (sum ^ c) * 0x100000001b3L;
                words |= c < 0 || CharClass.word(c);
            }
        }
        LineKind it = CodeLines.kind(text, from, to);
        kind[size] = it == LineKind.CODE && !words ? LineKind.PUNCTUATION : it;
        hash[size++] = sum ^ (sum >>> 32);
    }

    /** Drops the lines that are marked from a place on, keeping the order. */
    void drop(boolean[] marked) {
        int n = 0;
        for (int i = 0; i < size; i++) {
            if (!marked[i]) {
                kind[n] = kind[i];
                hash[n++] = hash[i];
            }
        }
        size = n;
    }
}
