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
final class LineDiff {
    /** Receives the text of one line, without its line feed. */
    interface LineSink {
        void line(byte[] text, int from, int to);
    }

    private static final byte[] EMPTY = {};

    private byte[] oldText = EMPTY;
    private byte[] newText = EMPTY;
    private int from;
    private int added;
    private int deleted;
    private boolean oneSided;

    private final LineTable oldLines = new LineTable();
    private final LineTable newLines = new LineTable();
    private final LineMatcher matcher = new LineMatcher();

    /** Compares; the arrays must not change until the results are read. */
    void compare(byte[] before, byte[] after) {
        oldText = before;
        newText = after;
        oneSided = true;
        int mismatch = Arrays.mismatch(before, after);
        if (mismatch < 0) {
            from = before.length;
            added = 0;
            deleted = 0;
            oldLines.clear(before.length);
            newLines.clear(after.length);
            return;
        }
        from = lineStart(before, mismatch);
        int suffix = commonSuffix(before, after, from);
        int oldEnd = before.length - suffix;
        int newEnd = after.length - suffix;
        oldLines.reset(from, oldEnd);
        newLines.reset(from, newEnd);
        if (from == oldEnd || from == newEnd) {
            deleted = Bytes.countLines(before, from, oldEnd);
            added = Bytes.countLines(after, from, newEnd);
        } else {
            oneSided = false;
            oldLines.split(before);
            newLines.split(after);
            matcher.match(before, oldLines, after, newLines);
            deleted = oldLines.countChanged();
            added = newLines.countChanged();
        }
    }

    int added() {
        return added;
    }

    int deleted() {
        return deleted;
    }

    /** Gives the first {@code max} added lines to the sink. */
    void addedLines(int max, LineSink sink) {
        lines(newText, newLines, max, sink);
    }

    /** Gives the first {@code max} deleted lines to the sink. */
    void deletedLines(int max, LineSink sink) {
        lines(oldText, oldLines, max, sink);
    }

    /**
     * The differences as line numbers from 0: oldFrom, oldTo, newFrom, newTo for each, ends exclusive, in order. What
     * lies between them is equal.
     */
    int[] edits() {
        if (added == 0 && deleted == 0) {
            return new int[0];
        }
        int first = Bytes.countLines(oldText, 0, from);
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

    private void lines(byte[] text, LineTable lines, int max, LineSink sink) {
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

    private static int lineStart(byte[] text, int at) {
        int start = at;
        while (start > 0 && text[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    /** Length of the common end that begins at a line start in both; it leaves the first {@code from} bytes alone. */
    private static int commonSuffix(byte[] a, byte[] b, int from) {
        int equal = Bytes.commonSuffix(a, b, Math.min(a.length, b.length) - from);
        int atA = a.length - equal;
        int atB = b.length - equal;
        if ((atA == from || a[atA - 1] == '\n') && (atB == from || b[atB - 1] == '\n')) {
            return equal;
        }
        int end = Bytes.lineEnd(a, atA, a.length);
        return end >= a.length ? 0 : a.length - end - 1;
    }
}
