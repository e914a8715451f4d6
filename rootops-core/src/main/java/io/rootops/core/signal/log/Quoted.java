package io.rootops.core.signal.log;

/** Strings in double quotes with the escapes of JSON. */
final class Quoted {
    private Quoted() {}

    /** Where the string that begins at the quote {@code from} ends: at its closing quote, or {@code to} without one. */
    static int end(char[] text, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (text[i] == '\\') {
                i++;
            } else if (text[i] == '"') {
                return i;
            }
        }
        return to;
    }

    /** Writes {@code text[from, to)} unescaped over itself; where it ends then. Line breaks become spaces. */
    static int unescape(char[] text, int from, int to) {
        int out = from;
        for (int i = from; i < to; i++) {
            char c = text[i];
            if (c == '\\' && i + 1 < to) {
                c = text[++i];
                if (c == 'n' || c == 't' || c == 'r') {
                    c = ' ';
                } else if (c == 'u' && i + 4 < to) {
                    int code = code(text, i + 1);
                    c = code == 0 ? ' ' : (char) code; // PostgreSQL takes no NUL
                    i += 4;
                }
            }
            text[out++] = c;
        }
        return out;
    }

    /** Of four hexadecimal digits. */
    static int code(char[] text, int from) {
        int code = 0;
        for (int i = from; i < from + 4; i++) {
            code = code * 16 + Math.max(0, Character.digit(text[i], 16));
        }
        return code;
    }
}
