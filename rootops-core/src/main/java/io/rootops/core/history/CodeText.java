package io.rootops.core.history;

/** The lines of one side of a file's change, those of code apart from comments and imports; and the shape of the code. */
final class CodeText implements LineDiff.LineSink {
    private static final int TAB = 4;

    final LineBuffer code = new LineBuffer();
    final WordLines others = new WordLines();
    int lines;
    long indentSum;
    int indentMax;
    long widthSum;

    void clear() {
        code.clear();
        others.clear();
        lines = 0;
        indentSum = 0;
        indentMax = 0;
        widthSum = 0;
    }

    @Override
    public void line(byte[] line, int from, int to) {
        if (!CodeLines.code(line, from, to)) {
            others.line(line, from, to);
            return;
        }
        lines++;
        code.line(line, from, to);
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
