package io.rootops.core.reporter;

/** Anybody's text for a format that is read by lines or by tags. */
final class Plain {
    private static final int COMBINED = 0x10000;

    private Plain() {}

    /** On one line, without what moves a cursor or turns the direction of writing; what was there is seen to be. */
    static String line(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(it -> {
            if (harmless(it)) {
                line.appendCodePoint(it);
            } else {
                line.append(String.format("[U+%04X]", it));
            }
        });
        return line.toString();
    }

    private static boolean harmless(int c) {
        if (c >= 0xFFFE && c < COMBINED) {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
