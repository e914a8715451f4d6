package io.rootops.core.history;

import java.util.Arrays;

/** Lines, each cut at 400 bytes, joined by line feeds. */
final class LineBuffer implements LineDiff.LineSink {
    private static final int MAX_LINE = 400;

    byte[] text = new byte[4096];
    int length;

    void clear() {
        length = 0;
    }

    @Override
    public void line(byte[] line, int from, int to) {
        int cut = Math.min(to - from, MAX_LINE);
        if (length + cut + 1 > text.length) {
            text = Arrays.copyOf(text, Math.max(text.length * 2, length + cut + 1));
        }
        if (length > 0) {
            text[length++] = '\n';
        }
        System.arraycopy(line, from, text, length, cut);
        length += cut;
    }
}
