package io.rootops.core.signal.log;

/** Pieces of dates and times, whatever their format. */
final class DateText {
    private DateText() {}

    /** A clock time, alone or behind a date: digits with a colon between them. */
    static boolean time(char[] text, int from, int to) {
        boolean clock = false;
        for (int i = from; i < to; i++) {
            char c = text[i];
            if (c == ':' && i > from && i + 1 < to && Text.digit(text[i - 1]) && Text.digit(text[i + 1])) {
                clock = true;
            } else if (!part(text, i, from, to)) {
                return false;
            }
        }
        return clock && Text.digit(text[from]) && !address(text, from, to);
    }

    private static boolean part(char[] text, int i, int from, int to) {
        char c = text[i];
        if (Text.digit(c) || c == '.' || c == ',' || c == '-' || c == '/' || c == '+' || c == ':') {
            return true;
        }
        boolean afterDigit = i > from && Text.digit(text[i - 1]);
        return c == 'T' && afterDigit && i + 1 < to && Text.digit(text[i + 1]) || c == 'Z' && afterDigit && i == to - 1;
    }

    /** A date, a clock time, or seconds since 1970. */
    static boolean date(char[] text, int from, int to) {
        int digits = 0;
        int parts = 0;
        for (int i = from; i < to; i++) {
            if (!part(text, i, from, to)) {
                return false;
            }
            if (Text.digit(text[i])) {
                digits++;
                parts += i == from || !Text.digit(text[i - 1]) ? 1 : 0;
            }
        }
        return parts >= 2 && digits >= 4 && !address(text, from, to)
                || parts == 1 && (digits == 10 || digits == 13) && text[from] == '1';
    }

    /** An address of the internet, which is a number with signs, too. */
    private static boolean address(char[] text, int from, int to) {
        int dots = 0;
        for (int i = from; i < to; i++) {
            if (text[i] == '-' || text[i] == '/') {
                return false;
            }
            dots += text[i] == '.' ? 1 : 0;
        }
        return dots == 3;
    }

    /** Digits and the signs of dates. */
    static boolean number(char[] text, int from, int to) {
        boolean digits = false;
        for (int i = from; i < to; i++) {
            digits |= Text.digit(text[i]);
            if (!part(text, i, from, to)) {
                return false;
            }
        }
        return digits;
    }
}
