package io.rootops.core.signal.log;

import org.jspecify.annotations.Nullable;

/** A line of {@code key=value} pairs that has a message among them. */
final class LogfmtLine {
    private static final String[] MESSAGES = {"msg", "message", "event"};
    private static final String[] LEVELS = {"level", "lvl", "severity"};

    private int from;
    private int to;
    private @Nullable LogLevel level;

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    @Nullable
    LogLevel level() {
        return level;
    }

    boolean read(char[] text, int length) {
        level = null;
        boolean found = false;
        boolean quoted = false;
        int at = 0;
        while (at < length) {
            int key = at;
            while (at < length && keyCharacter(text[at])) {
                at++;
            }
            if (at == key || at == length || text[at] != '=') {
                break;
            }
            int value = at + 1;
            boolean quote = value < length && text[value] == '"';
            int end = quote ? Quoted.end(text, value, length) : Text.wordEnd(text, value, length);
            int start = quote ? value + 1 : value;
            if (!found && among(MESSAGES, text, key, at)) {
                found = true;
                quoted = quote;
                from = start;
                to = Math.max(start, end);
            } else if (level == null && among(LEVELS, text, key, at)) {
                level = LevelWord.of(text, start, end);
            }
            at = Text.skipBlanks(text, quote ? end + 1 : end, length);
        }
        if (found && quoted) {
            to = Quoted.unescape(text, from, to);
        }
        return found;
    }

    private static boolean keyCharacter(char c) {
        return Text.letter(c) || Text.digit(c) || c == '_' || c == '.' || c == '-' || c == '@';
    }

    private static boolean among(String[] words, char[] text, int from, int to) {
        for (String word : words) {
            if (Text.equalsIgnoringCase(text, from, to, word)) {
                return true;
            }
        }
        return false;
    }
}
