package io.rootops.core.history;

import java.util.Arrays;

/** Finds the code that stands next to code that was inserted without anything being deleted there. */
final class Insertions {
    /** How far is still beside. */
    private static final int REACH = 4;

    private Insertions() {}

    /** @return see {@link LineEdits#besides} */
    static int[] neighbours(Text before, int[] edits, ChangedLines added) {
        int[] found = LineEdits.NONE;
        int n = 0;
        int line = 0;
        int at = before.from();
        int nextAdded = 0;
        for (int e = 0; e < edits.length; e += 4) {
            int count = edits[e + 3] - edits[e + 2];
            if (edits[e] == edits[e + 1] && code(added, nextAdded, count)) {
                while (line < edits[e] && at < before.to()) {
                    at = Math.min(before.to(), Bytes.lineEnd(before.bytes(), at, before.to()) + 1);
                    line++;
                }
                int above = above(before, at, line);
                int below = below(before, at, line);
                if (above >= 0 || below >= 0) {
                    if (n + 2 > found.length) {
                        found = Arrays.copyOf(found, Math.max(8, n * 2));
                    }
                    found[n++] = above;
                    found[n++] = below;
                }
            }
            nextAdded += count;
        }
        return Arrays.copyOf(found, n);
    }

    private static boolean code(ChangedLines added, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (added.kind[i] == LineKind.CODE) {
                return true;
            }
        }
        return false;
    }

    private static int above(Text text, int start, int line) {
        int end = start;
        for (int i = 1; i <= REACH && end > text.from(); i++) {
            int from = end - 1;
            while (from > text.from() && text.bytes()[from - 1] != '\n') {
                from--;
            }
            if (code(text.bytes(), from, end)) {
                return line - i;
            }
            end = from;
        }
        return -1;
    }

    private static int below(Text text, int start, int line) {
        int from = start;
        for (int i = 0; i < REACH && from < text.to(); i++) {
            int end = Bytes.lineEnd(text.bytes(), from, text.to());
            if (code(text.bytes(), from, end)) {
                return line + i;
            }
            from = Math.min(text.to(), end + 1);
        }
        return -1;
    }

    private static boolean code(byte[] text, int from, int to) {
        if (!CodeLines.code(text, from, to)) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (CharClass.word(text[i])) {
                return true;
            }
        }
        return false;
    }
}
