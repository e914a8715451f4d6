package io.rootops.core.signal.log;

import org.jspecify.annotations.Nullable;

/**
 * Parts a line into header and message, in place and without allocation. One object reads line after line; it is not
 * thread-safe.
 */
public final class LogHeader {
    private int from;
    private int to;
    private int loggerFrom;
    private int loggerTo;
    private @Nullable LogLevel level;

    private final PlainHeader plain = new PlainHeader();
    private final JsonLine json = new JsonLine();
    private final LogfmtLine logfmt = new LogfmtLine();

    /**
     * Reads {@code text[0, length)}. Where the message is quoted with escapes, as in JSON, it is written unescaped into the
     * array.
     */
    public void read(char[] text, int length) {
        int end = length;
        while (end > 0 && text[end - 1] <= ' ') {
            end--;
        }
        from = 0;
        to = end;
        loggerFrom = 0;
        loggerTo = 0;
        level = null;
        if (end == 0) {
            return;
        }
        if (text[0] == '{' && json.read(text, end)) {
            from = json.from();
            to = json.to();
            level = json.level();
            if (json.whole()) { // as Docker wraps what a program printed
                plain(text);
            }
        } else if (logfmt.read(text, end)) {
            from = logfmt.from();
            to = logfmt.to();
            level = logfmt.level();
        } else {
            plain(text);
        }
        if (level == null) {
            level = LevelRule.of(text, 0, end);
        }
    }

    private void plain(char[] text) {
        plain.read(text, from, to);
        from = plain.end();
        loggerFrom = plain.loggerFrom();
        loggerTo = plain.loggerTo();
        if (level == null) {
            level = plain.level();
        }
    }

    /** Where the message begins. */
    public int from() {
        return from;
    }

    /** Where it ends. */
    public int to() {
        return to;
    }

    public @Nullable LogLevel level() {
        return level;
    }

    /** Where the name of the logger or program begins; as {@link #loggerTo()} when there is none. */
    public int loggerFrom() {
        return loggerFrom;
    }

    public int loggerTo() {
        return loggerTo;
    }
}
