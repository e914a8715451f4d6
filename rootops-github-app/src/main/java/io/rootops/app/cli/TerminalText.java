package io.rootops.app.cli;

/**
 * Anybody's text, made harmless for a terminal: characters that would move the cursor, change colours or turn the
 * direction of writing become visible. Always one line.
 */
final class TerminalText {
    private static final int CONTROL_PICTURES = 0x2400;
    private static final int DELETE = 0x7F;
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private TerminalText() {}

    static String of(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(it -> {
            if (!hidden(it)) {
                shown.appendCodePoint(it);
            } else if (it < ' ') {
                shown.append((char) (CONTROL_PICTURES + it));
            } else {
                shown.append(String.format("[U+%04X]", it));
            }
        });
        return shown.toString();
    }

    /** As above, and no longer than so many characters. */
    static String of(String text, int most) {
        String shown = of(text);
        if (shown.codePointCount(0, shown.length()) <= most) {
            return shown;
        }
        return shown.substring(0, shown.offsetByCodePoints(0, most - 1)).stripTrailing() + "…";
    }

    private static boolean hidden(int c) {
        if (c < DELETE) {
            return c < ' ';
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            // The joiners are letters' parts in several scripts and in emoji, and move nothing.
            case Character.FORMAT -> c != ZERO_WIDTH_JOINER && c != ZERO_WIDTH_NON_JOINER;
            default -> false;
        };
    }
}
