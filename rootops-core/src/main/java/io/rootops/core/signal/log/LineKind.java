package io.rootops.core.signal.log;

import java.util.regex.Pattern;

/** Whether a line begins an event or goes on with the one before. */
enum LineKind {
    /** Has a time, a level or an object of its own. */
    START,
    /** Belongs to the line before it. */
    CONTINUATION,
    /** Names an exception without a header: it belongs to a line before it that has one. */
    EXCEPTION,
    BLANK,
    /** Looks like neither. */
    OTHER;

    private static final Pattern GOES_ON = Pattern.compile(
            "\\s.*|\\}.*|\\)|\\]|at .+\\(.*|Caused by: .*|Suppressed: .*|\\.\\.\\. \\d+ (more|common frames omitted).*"
                    + "|Traceback \\(most recent call last\\):.*|During handling of the above exception.*"
                    + "|The above exception was the direct cause.*|goroutine \\d+ .*|created by .*|\\[signal .*"
                    + "|exit status \\d+|from .+:\\d+:in .*|--- End of .*");
    private static final int LOOKED_AT = 300;

    static LineKind of(String line) {
        if (line.isBlank()) {
            return BLANK;
        }
        String start = line.length() > LOOKED_AT ? line.substring(0, LOOKED_AT) : line;
        if (GOES_ON.matcher(start).lookingAt()
                && (Character.isWhitespace(line.charAt(0))
                        || GOES_ON.matcher(start).matches())) {
            return CONTINUATION;
        }
        if (line.charAt(0) == '{') {
            return START;
        }
        char[] text = start.toCharArray();
        if (StackTrace.begins(text, 0, text.length)) {
            return EXCEPTION;
        }
        LogHeader header = new LogHeader();
        header.read(text, text.length);
        return header.from() > 0 ? START : OTHER;
    }
}
