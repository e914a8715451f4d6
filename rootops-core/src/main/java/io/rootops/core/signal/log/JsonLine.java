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

    private final JsonFields fields = new JsonFields();
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
        fields.begin(text, length);
        while (fields.next()) {
            keys++;
            pair(text);
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

    private void pair(char[] text) {
        boolean string = fields.string();
        int value = fields.valueFrom();
        int end = fields.valueTo();
        for (int i = 0; string && i < best; i++) {
            if (fields.key(MESSAGES[i])) {
                best = i;
                from = value + 1;
                to = Math.max(from, end - 1);
            }
        }
        for (int i = 0; level == null && i < LEVELS.length; i++) {
            if (fields.key(LEVELS[i])) {
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
        fields.begin(text, length);
        while (fields.next()) {
            for (int i = fields.keyFrom(); i < fields.keyTo(); i++) {
                text[out++] = text[i];
            }
            text[out++] = ' ';
        }
        from = 0;
        to = Math.max(0, out - 1);
    }
}
