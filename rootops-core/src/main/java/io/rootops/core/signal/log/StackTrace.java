package io.rootops.core.signal.log;

/** What lines of stack traces look like. */
final class StackTrace {
    private StackTrace() {}

    /** Whether the line is the first of a stack trace: an exception by its class, Python's or Go's heading. */
    static boolean begins(char[] text, int from, int to) {
        if (Text.startsWith(text, from, to, "Traceback (most recent call last)")
                || Text.startsWith(text, from, to, "Exception in thread ")
                || Text.startsWith(text, from, to, "panic: ")
                || Text.startsWith(text, from, to, "goroutine ")) {
            return true;
        }
        int end = from;
        while (end < to && text[end] != ' ' && text[end] != ':') {
            end++;
        }
        return endsWith(text, from, end, "Exception") || endsWith(text, from, end, "Error");
    }

    private static boolean endsWith(char[] text, int from, int to, String word) {
        return to - from > word.length() && Text.startsWith(text, to - word.length(), to, word);
    }
}
