package io.rootops.core.history;

import java.util.Arrays;

/**
 * Compares two files line by line. Equal beginnings and ends are cut off as bytes, before lines are split; only the
 * middle is hashed and compared.
 *
 * <p>The result is a smallest one (like {@code git diff --minimal}, never larger than git's), unless the middle
 * differs in more than {@link MiddleSnake#BOUND} x 2 lines that both sides have: then it is a near-smallest one, so
 * that no file stalls the reading. Keeps its buffers between calls; not thread-safe.
 */
final class LineDiff implements LineChange {
    /** Receives the text of one line, without its line feed. */
    interface LineSink {
        void line(byte[] text, int from, int to);
    }

    private Text oldText = Text.EMPTY;
    private int added;
    private int deleted;
    private boolean oneSided;

    private final LineTable oldLines = new LineTable();
    private final LineTable newLines = new LineTable();
    private final LineMatcher matcher = new LineMatcher();

    /** Compares; the texts must not change until the results are read. */
    void compare(Text before, Text after) {
        oldText = before;
        oneSided = true;
        int mismatch =
                Arrays.mismatch(before.bytes(), before.from(), before.to(), after.bytes(), after.from(), after.to());
        int prefix = mismatch < 0 ? before.size() : lineStart(before, mismatch);
        int suffix = mismatch < 0 ? 0 : commonSuffix(before, after, prefix);
        oldLines.reset(before.bytes(), before.from() + prefix, before.to() - suffix);
        newLines.reset(after.bytes(), after.from() + prefix, after.to() - suffix);
        if (oldLines.from == oldLines.to || newLines.from == newLines.to) {
            deleted = Bytes.countLines(before.bytes(), oldLines.from, oldLines.to);
            added = Bytes.countLines(after.bytes(), newLines.from, newLines.to);
        } else {
            oneSided = false;
            oldLines.split();
            newLines.split();
            matcher.match(oldLines, newLines);
            deleted = oldLines.countChanged();
            added = newLines.countChanged();
        }
    }

    /**
     * Compares again, with white space left out of account. From then on the lines and the edits are of this comparison;
     * the counts stay.
     */
    void forgetWhiteSpace() {
        if (!oneSided) {
            oldLines.forgetWhiteSpace();
            newLines.forgetWhiteSpace();
            matcher.match(oldLines, newLines, false);
        }
    }

    @Override
    public int added() {
        return added;
    }

    @Override
    public int deleted() {
        return deleted;
    }

    @Override
    public void addedLines(int max, LineSink sink) {
        lines(newLines, max, sink);
    }

    @Override
    public void deletedLines(int max, LineSink sink) {
        lines(oldLines, max, sink);
    }

    /**
     * The differences as line numbers from 0: oldFrom, oldTo, newFrom, newTo for each, ends exclusive, in order. What
     * lies between them is equal.
     */
    int[] edits() {
        if (added == 0 && deleted == 0) {
            return new int[0];
        }
        int first = Bytes.countLines(oldText.bytes(), oldText.from(), oldLines.from);
        if (oneSided) {
            return new int[] {first, first + deleted, first, first + added};
        }
        int[] edits = new int[16];
        int n = 0;
        int i = 0;
        int j = 0;
        while (i < oldLines.size || j < newLines.size) {
            int i0 = i;
            int j0 = j;
            while (i < oldLines.size && oldLines.changed[i]) {
                i++;
            }
            while (j < newLines.size && newLines.changed[j]) {
                j++;
            }
            if (i > i0 || j > j0) {
                if (n + 4 > edits.length) {
                    edits = Arrays.copyOf(edits, edits.length * 2);
                }
                edits[n++] = first + i0;
                edits[n++] = first + i;
                edits[n++] = first + j0;
                edits[n++] = first + j;
            } else {
                i++;
                j++;
            }
        }
        return Arrays.copyOf(edits, n);
    }

    /** Gives all changed lines to the sink, from the top of the file on. */
    void places(PlaceSink sink) {
        if (oneSided) {
            // Not by way of lines(): a sink more there, and the compiler would inline none of them.
            for (int at = oldLines.from; at < oldLines.to; at = oldLines.next(at)) {
                sink.deleted(oldLines.text, at, oldLines.next(at));
            }
            for (int at = newLines.from; at < newLines.to; at = newLines.next(at)) {
                sink.added(newLines.text, at, newLines.next(at));
            }
            sink.endPlace();
            return;
        }
        int i = 0;
        int j = 0;
        while (i < oldLines.size || j < newLines.size) {
            int i0 = i;
            int j0 = j;
            for (; i < oldLines.size && oldLines.changed[i]; i++) {
                sink.deleted(oldLines.text, oldLines.start[i], oldLines.start[i + 1]);
            }
            for (; j < newLines.size && newLines.changed[j]; j++) {
                sink.added(newLines.text, newLines.start[j], newLines.start[j + 1]);
            }
            if (i > i0 || j > j0) {
                sink.endPlace();
            } else {
                i++;
                j++;
            }
        }
    }

    private void lines(LineTable lines, int max, LineSink sink) {
        byte[] text = lines.text;
        if (oneSided) {
            int at = lines.from;
            for (int n = 0; n < max && at < lines.to; n++) {
                int end = Bytes.lineEnd(text, at, lines.to);
                sink.line(text, at, end);
                at = end + 1;
            }
            return;
        }
        int n = 0;
        for (int i = 0; i < lines.size && n < max; i++) {
            if (lines.changed[i]) {
                int end = lines.start[i + 1];
                sink.line(text, lines.start[i], text[end - 1] == '\n' ? end - 1 : end);
                n++;
            }
        }
    }

    /** Where the line starts that holds this place; both from the text's beginning. */
    private static int lineStart(Text text, int at) {
        int start = text.from() + at;
        while (start > text.from() && text.bytes()[start - 1] != '\n') {
            start--;
        }
        return start - text.from();
    }

    /** Length of the common end that begins at a line start in both; it leaves the common beginning alone. */
    private static int commonSuffix(Text a, Text b, int prefix) {
        int equal = Bytes.commonSuffix(a.bytes(), a.to(), b.bytes(), b.to(), Math.min(a.size(), b.size()) - prefix);
        if (lineStarts(a, a.to() - equal, prefix) && lineStarts(b, b.to() - equal, prefix)) {
            return equal;
        }
        int end = Bytes.lineEnd(a.bytes(), a.to() - equal, a.to());
        return end >= a.to() ? 0 : a.to() - end - 1;
    }

    private static boolean lineStarts(Text text, int at, int prefix) {
        return at == text.from() + prefix || text.bytes()[at - 1] == '\n';
    }
}
