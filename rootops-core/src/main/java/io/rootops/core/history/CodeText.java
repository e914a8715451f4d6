package io.rootops.core.history;

import java.util.Arrays;

/** The code lines of one side of a file's change, each cut at 400 bytes, joined by line feeds; and their shape. */
final class CodeText implements LineDiff.LineSink {
    private static final int MAX_LINE = 400;
    private static final int TAB = 4;

    byte[] text = new byte[4096];
    int length;
    int lines;
    long indentSum;
    int indentMax;
    long widthSum;

    void clear() {
        length = 0;
        lines = 0;
        indentSum = 0;
        indentMax = 0;
        widthSum = 0;
    }

    @Override
    public void line(byte[] line, int from, int to) {
        if (!CodeLines.code(line, from, to)) {
            return;
        }
        int cut = Math.min(to - from, MAX_LINE);
        if (length + cut + 1 > text.length) {
            text = Arrays.copyOf(text, Math.max(text.length * 2, length + cut + 1));
        }
        if (lines++ > 0) {
            text[length++] = '\n';
        }
        System.arraycopy(line, from, text, length, cut);
        length += cut;
        shape(line, from, to);
    }

    private void shape(byte[] line, int from, int to) {
        int at = from;
        int indent = 0;
        while (line[at] == ' ' || line[at] == '\t') {
            indent = line[at] == '\t' ? indent + TAB - indent % TAB : indent + 1;
            at++;
        }
        while (CharClass.blank(line[at])) {
            at++;
        }
        int end = to;
        while (CharClass.blank(line[end - 1])) {
            end--;
        }
        indentSum += indent;
        indentMax = Math.max(indentMax, indent);
        widthSum += end - at;
    }
}
