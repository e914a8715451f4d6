package io.rootops.core.signal.log;

import org.jspecify.annotations.Nullable;

/**
 * The level of a plain line: the first level word of its first 200 characters that is in capitals or follows one of
 * {@code [ = " : <}, else the first that stands alone, else error where the line is of a stack trace.
 */
final class LevelRule {
    private static final int LOOKED_AT = 200;

    private LevelRule() {}

    static @Nullable LogLevel of(char[] text, int from, int to) {
        if (to - from >= 3 && text[from] == '<') {
            int number = 0;
            int at = from + 1;
            while (at < to && at < from + 4 && Text.digit(text[at])) {
                number = number * 10 + text[at++] - '0';
            }
            if (at > from + 1 && at < to && text[at] == '>' && number <= 191) {
                return LevelWord.severity(number & 7);
            }
        }
        LogLevel first = null;
        int end = Math.min(to, from + LOOKED_AT);
        for (int i = from; i < end; i++) {
            if (!Text.letter(text[i])) {
                continue;
            }
            int word = i;
            while (i < to && (Text.letter(text[i]) || Text.digit(text[i]) || text[i] == '_')) {
                i++;
            }
            LogLevel level = bounded(text, from, word, i, to) ? LevelWord.of(text, word, i) : null;
            if (level == null) {
                continue;
            }
            if (Text.allUpper(text, word, i) || word > from && marks(text[word - 1])) {
                return level;
            }
            if (first == null) {
                first = level;
            }
        }
        if (first != null && first != LogLevel.INFO && first != LogLevel.DEBUG && first != LogLevel.TRACE) {
            return first;
        }
        return StackTrace.begins(text, from, to) ? LogLevel.ERROR : first;
    }

    private static boolean marks(char c) {
        return c == '[' || c == '=' || c == '"' || c == ':' || c == '<' || c == '|';
    }

    /** No part of a dotted name, a path or an identifier. */
    private static boolean bounded(char[] text, int from, int word, int end, int to) {
        char before = word > from ? text[word - 1] : ' ';
        char after = end < to ? text[end] : ' ';
        boolean dotAfter = after == '.' && end + 1 < to && Text.letter(text[end + 1]);
        return before != '.'
                && before != '/'
                && before != '-'
                && before != '$'
                && before != '@'
                && before != '_'
                && !Text.digit(before)
                && after != '/'
                && after != '-'
                && after != '$'
                && after != '('
                && !dotAfter;
    }
}
