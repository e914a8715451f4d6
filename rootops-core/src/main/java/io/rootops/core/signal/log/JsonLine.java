package io.rootops.core.signal.log;

import org.jspecify.annotations.Nullable;

/** A line that is a JSON object: its message and level, found among the keys of the outermost object. */
final class JsonLine {
    /** The best first. */
    private static final String[] MESSAGES = {
        "msg", "message", "@m", "@mt", "short_message", "event", "log", "body", "textPayload", "MESSAGE"
    };

    private static final String[] LEVELS = {
        "level", "severity", "lvl", "log.level", "@l", "levelname", "loglevel", "severityText", "PRIORITY"
    };

    private int from;
    private int to;
    private int best;
    private boolean wrapper;
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

    /** Whether the message may be a whole line of its own, header on: nothing beside it tells a level. */
    boolean whole() {
        return wrapper;
    }

    /** Whether the line is an object, or the beginning of one. Without a message its keys stand for it. */
    boolean read(char[] text, int length) {
        best = MESSAGES.length;
        level = null;
        int keys = 0;
        int at = skip(text, 1, length);
        while (at < length && text[at] == '"') {
            int key = at + 1;
            int keyEnd = Quoted.end(text, at, length);
            int colon = skip(text, keyEnd + 1, length);
            if (colon >= length || text[colon] != ':') {
                break;
            }
            keys++;
            int value = skip(text, colon + 1, length);
            int end = value(text, value, length);
            pair(text, key, keyEnd, value, end);
            int comma = skip(text, end, length);
            if (comma >= length || text[comma] != ',') {
                break;
            }
            at = skip(text, comma + 1, length);
        }
        if (keys == 0) {
            return false;
        }
        wrapper = level == null && best < MESSAGES.length;
        if (best < MESSAGES.length) {
            to = Quoted.unescape(text, from, to);
        } else {
            keys(text, length);
        }
        return true;
    }

    private void pair(char[] text, int key, int keyEnd, int value, int end) {
        boolean string = value < end && text[value] == '"';
        for (int i = 0; string && i < best; i++) {
            if (Text.equal(text, key, keyEnd, MESSAGES[i])) {
                best = i;
                from = value + 1;
                to = Math.max(from, end - 1);
            }
        }
        for (int i = 0; level == null && i < LEVELS.length; i++) {
            if (Text.equal(text, key, keyEnd, LEVELS[i])) {
                level = string ? LevelWord.of(text, value + 1, end - 1) : number(text, value, end);
            }
        }
    }

    private static @Nullable LogLevel number(char[] text, int from, int to) {
        int number = 0;
        for (int i = from; i < to && i < from + 3; i++) {
            if (!Text.digit(text[i])) {
                return null;
            }
            number = number * 10 + text[i] - '0';
        }
        return to > from ? LevelWord.number(number) : null;
    }

    /** The keys in their order, over the beginning of the line. */
    private void keys(char[] text, int length) {
        int out = 0;
        int at = skip(text, 1, length);
        while (at < length && text[at] == '"') {
            int keyEnd = Quoted.end(text, at, length);
            int colon = skip(text, keyEnd + 1, length);
            if (colon >= length || text[colon] != ':') {
                break;
            }
            int end = value(text, skip(text, colon + 1, length), length);
            for (int i = at + 1; i < keyEnd; i++) {
                text[out++] = text[i];
            }
            text[out++] = ' ';
            int comma = skip(text, end, length);
            if (comma >= length || text[comma] != ',') {
                break;
            }
            at = skip(text, comma + 1, length);
        }
        from = 0;
        to = Math.max(0, out - 1);
    }

    /** Behind the value that begins here; nested ones are passed over. */
    private static int value(char[] text, int from, int to) {
        int depth = 0;
        for (int i = from; i < to; i++) {
            char c = text[i];
            if (c == '"') {
                i = Quoted.end(text, i, to);
                if (depth == 0) {
                    return Math.min(to, i + 1);
                }
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                if (--depth <= 0) {
                    return depth < 0 ? i : i + 1;
                }
            } else if (depth == 0 && (c == ',' || c <= ' ')) {
                return i;
            }
        }
        return to;
    }

    private static int skip(char[] text, int from, int to) {
        int at = from;
        while (at < to && text[at] <= ' ') {
            at++;
        }
        return at;
    }
}
