package io.rootops.core.history;

/** The ASCII classes of regular expressions on bytes: {@code \w}, {@code \d} and {@code \s}. */
final class CharClass {
    private static final byte WORD = 1;
    private static final byte DIGIT = 2;
    private static final byte BLANK = 4;
    private static final byte[] CLASSES = new byte[256];

    static {
        for (int c = 0; c < 128; c++) {
            if (c >= '0' && c <= '9') {
                CLASSES[c] = WORD | DIGIT;
            } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_') {
                CLASSES[c] = WORD;
            } else if (c == ' ' || (c >= '\t' && c <= '\r')) {
                CLASSES[c] = BLANK;
            }
        }
    }

    private CharClass() {}

    static boolean word(byte c) {
        return (CLASSES[c & 0xff] & WORD) != 0;
    }

    static boolean digit(byte c) {
        return (CLASSES[c & 0xff] & DIGIT) != 0;
    }

    static boolean blank(byte c) {
        return (CLASSES[c & 0xff] & BLANK) != 0;
    }
}
