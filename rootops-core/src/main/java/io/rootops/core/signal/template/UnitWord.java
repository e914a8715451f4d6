package io.rootops.core.signal.template;

import io.rootops.core.signal.log.Text;

/** Units that follow a number; programs print them or leave them out as the number asks for. */
final class UnitWord {
    private static final String[] WORDS = {
        "b",
        "kb",
        "mb",
        "gb",
        "tb",
        "kib",
        "mib",
        "gib",
        "byte",
        "bytes",
        "ns",
        "us",
        "ms",
        "msec",
        "msecs",
        "s",
        "sec",
        "secs",
        "second",
        "seconds",
        "millis",
        "milliseconds",
        "min",
        "mins",
        "minute",
        "minutes",
        "h",
        "hour",
        "hours",
        "day",
        "days"
    };

    private UnitWord() {}

    static boolean holds(char[] text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && !Text.letter(text[start])) {
            start++;
        }
        while (end > start && !Text.letter(text[end - 1])) {
            end--;
        }
        if (start == end || end - start > 12) {
            return false;
        }
        for (String word : WORDS) {
            if (Text.equalsIgnoringCase(text, start, end, word)) {
                return true;
            }
        }
        return false;
    }
}
