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

    private static boolean words(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] < 0 || CharClass.word(text[i])) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void line(byte[] text, int from, int to) {
        if (size == kind.length) {
            kind = Arrays.copyOf(kind, size * 2);
            hash = Arrays.copyOf(hash, size * 2);
        }
        LineKind it = CodeLines.kind(text, from, to);
        kind[size] = it == LineKind.CODE && !words(text, from, to) ? LineKind.PUNCTUATION : it;
        hash[size++] = Bytes.hashWithoutWhiteSpace(text, from, to);
    }
}
