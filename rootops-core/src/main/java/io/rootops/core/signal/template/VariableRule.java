package io.rootops.core.signal.template;

import io.rootops.core.signal.log.Text;

/** Which pieces of a line are variables by their looks. No regular expressions: every piece of every line passes here. */
final class VariableRule {
    private static final int SHORTEST_HEX = 6;
    private static final int SHORTEST_ID = 8;
    private static final int LONGEST_LETTERS = 6;
    private static final int FEWEST_DIGITS = 4;
    private static final int LONGEST_UNIT = 3;
    private static final String[] LITERALS = {"true", "false", "null", "nil", "none"};

    private VariableRule() {}

    private static boolean hexLetter(char c) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'f';
    }

    /** Whether {@code text[from, to)}, without punctuation around it, is a variable as a whole. */
    static boolean holds(char[] text, int from, int to) {
        int digits = 0;
        int letters = 0;
        int hexLetters = 0;
        int dots = 0;
        int slashes = 0;
        int colons = 0;
        int dashes = 0;
        int ats = 0;
        for (int i = from; i < to; i++) {
            char c = text[i];
            if (Text.digit(c)) {
                digits++;
            } else if (Text.letter(c)) {
                letters++;
                if (hexLetter(c)) {
                    hexLetters++;
                }
            } else if (c == '.') {
                dots++;
            } else if (c == '/') {
                slashes++;
            } else if (c == ':') {
                colons++;
            } else if (c == '-') {
                dashes++;
            } else if (c == '@') {
                ats++;
            } else if (c == Masked.VARIABLE) {
                return to - from == 1;
            }
        }
        if (letters == 0) {
            return digits > 0;
        }
        int length = to - from;
        if (slashes >= 2 && (text[from] == '/' || address(text, from, to))
                || slashes >= 1 && text[from] == '.'
                || slashes >= 1 && text[from] == '~'
                || length > 2 && text[from + 1] == ':' && text[from + 2] == '\\'
                || length > 2 && text[from] == '\\' && text[from + 1] == '\\') {
            return true;
        }
        if (ats == 1 && mail(text, from, to)) {
            return true;
        }
        if (digits == 0) {
            return literal(text, from, to);
        }
        if (text[from] == '0' && length > 2 && (text[from + 1] | 0x20) == 'x' && digits + letters == length) {
            return true;
        }
        if (letters == hexLetters && digits + letters >= SHORTEST_HEX && digits + letters + dashes + colons == length) {
            return true;
        }
        return dots >= 2 && digits + letters + dots + dashes + colons + slashes == length
                || colons == 1 && dots >= 1 && port(text, from, to)
                || unit(text, from, to)
                || length >= SHORTEST_ID && digits + letters == length && id(text, from, to);
    }

    private static boolean address(char[] text, int from, int to) {
        for (int i = from + 2; i < to - 2; i++) {
            if (text[i] == ':') {
                return text[i + 1] == '/' && text[i + 2] == '/';
            }
        }
        return false;
    }

    private static boolean mail(char[] text, int from, int to) {
        int at = from;
        while (text[at] != '@') {
            at++;
        }
        int dot = at + 2;
        while (dot < to && text[dot] != '.') {
            dot++;
        }
        return at > from && dot < to - 1;
    }

    private static boolean port(char[] text, int from, int to) {
        int i = to - 1;
        while (i > from && Text.digit(text[i])) {
            i--;
        }
        return i < to - 1 && i > from && text[i] == ':';
    }

    /** A number with its unit: 10KB, 1.5s, 2nd. */
    private static boolean unit(char[] text, int from, int to) {
        int i = from;
        while (i < to && (Text.digit(text[i]) || i > from && (text[i] == '.' || text[i] == ','))) {
            i++;
        }
        int number = i;
        while (i < to && Text.letter(text[i])) {
            i++;
        }
        return number > from && i == to && i - number <= LONGEST_UNIT;
    }

    /** Letters and digits in turn, and no run of letters that could be a word. */
    private static boolean id(char[] text, int from, int to) {
        int digitRuns = 0;
        int digits = 0;
        int word = 0;
        for (int i = from; i < to; i++) {
            if (Text.digit(text[i])) {
                digits++;
                digitRuns += i == from || !Text.digit(text[i - 1]) ? 1 : 0;
                word = 0;
            } else if (++word > LONGEST_LETTERS) {
                return false;
            }
        }
        return digitRuns >= 2 && digits >= FEWEST_DIGITS;
    }

    private static boolean literal(char[] text, int from, int to) {
        for (String literal : LITERALS) {
            if (Text.equalsIgnoringCase(text, from, to, literal)) {
                return true;
            }
        }
        return false;
    }
}
