package io.rootops.core.signal.log;

/** Looking at characters in place. */
public final class Text {
    private Text() {}

    public static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    public static boolean letter(char c) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' || c >= 0x80 && Character.isLetter(c);
    }

    public static boolean upper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    static boolean blank(char c) {
        return c == ' ' || c == '\t';
    }

    static int skipBlanks(char[] text, int from, int to) {
        int at = from;
        while (at < to && blank(text[at])) {
            at++;
        }
        return at;
    }

    static int wordEnd(char[] text, int from, int to) {
        int at = from;
        while (at < to && !blank(text[at])) {
            at++;
        }
        return at;
    }

    static boolean startsWith(char[] text, int from, int to, String word) {
        if (to - from < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (text[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static boolean equal(char[] text, int from, int to, String word) {
        return to - from == word.length() && startsWith(text, from, to, word);
    }

    public static boolean equalsIgnoringCase(char[] text, int from, int to, String lower) {
        if (to - from != lower.length()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if ((upper(text[i]) ? text[i] | 0x20 : text[i]) != lower.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }

    static boolean allUpper(char[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!upper(text[i]) && !digit(text[i])) {
                return false;
            }
        }
        return true;
    }
}
