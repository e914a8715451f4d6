package io.rootops.core.history;

/**
 * Lines that are read for their words: comments, imports, and those of files that are no code. Lines that name people are left
 * out: what is kept of a commit is no place for who wrote it.
 */
final class WordLines implements LineDiff.LineSink {
    private static final byte[] AUTHOR = {'a', 'u', 't', 'h', 'o', 'r'};

    final LineBuffer lines = new LineBuffer();

    void clear() {
        lines.clear();
    }

    @Override
    public void line(byte[] line, int from, int to) {
        if (!namesSomebody(line, from, to)) {
            lines.line(line, from, to);
        }
    }

    /** With {@code @author}, or with a mail address. */
    private static boolean namesSomebody(byte[] line, int from, int to) {
        for (int at = from; at < to - 1; at++) {
            if (line[at] == '@'
                    && (at > from && CharClass.word(line[at - 1]) && CharClass.word(line[at + 1])
                            || author(line, at + 1, to))) {
                return true;
            }
        }
        return false;
    }

    private static boolean author(byte[] line, int from, int to) {
        for (int i = 0; i < AUTHOR.length; i++) {
            if (from + i >= to || line[from + i] != AUTHOR[i]) {
                return false;
            }
        }
        return true;
    }
}
