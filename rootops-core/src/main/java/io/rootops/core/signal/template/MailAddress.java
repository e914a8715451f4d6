package io.rootops.core.signal.template;

/** Mail addresses within text, told from the sign in their middle. */
final class MailAddress {
    private static final int SHORTEST_TOP_LEVEL = 2;

    private MailAddress() {}

    /** The text with {@code mail} instead of them. */
    static String masked(String text, String mail) {
        StringBuilder clean = new StringBuilder();
        int kept = 0;
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            int from = at;
            while (from > kept && local(text.charAt(from - 1))) {
                from--;
            }
            int end = domainEnd(text, at + 1);
            if (from < at && end > at) {
                clean.append(text, kept, from).append(mail);
                kept = end;
                at = end - 1;
            }
        }
        return kept == 0 ? text : clean.append(text, kept, text.length()).toString();
    }

    private static boolean local(char c) {
        return domain(c) || c == '+' || c == '%';
    }

    private static boolean domain(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }

    /** Behind the last letters of the domain that follow a dot; 0 without one. */
    private static int domainEnd(String text, int from) {
        int end = 0;
        int dot = -1;
        for (int i = from; i < text.length() && domain(text.charAt(i)); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                dot = i > from ? i : -1;
            } else if (!Character.isLetter(c)) {
                dot = -1;
            } else if (dot > 0 && i - dot >= SHORTEST_TOP_LEVEL) {
                end = i + 1;
            }
        }
        return end;
    }
}
