package io.rootops.core.signal.template;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values behind names that tell that they are secret: {@code password=…}, {@code "token": "…"}, in escaped JSON, too. */
final class NamedSecret {
    private static final Pattern NAME =
            Pattern.compile("(?i)(?=[acpst])(?:(?<cookie>cookie)|passwords?|passwd|passphrase|pwd|secrets?|tokens?"
                    + "|api[_-]?keys?|access[_-]?keys?|private[_-]?key|credentials?|authorization|session[_-]?id|signature)"
                    + "(?:\\\\*+[\"'])?+\\s*+(?:=>|:=|[=:])\\s*+");

    /** Characters of a value that may be of several lines. */
    private static final int LONGEST = 4_096;

    private NamedSecret() {}

    /**
     * The text with {@code secret} instead of the values. A quote that nothing closes in its line is closed by one in the lines
     * that follow, if that ends a value; else it reaches to the end of the line.
     */
    static String masked(String text, String secret) {
        Matcher name = NAME.matcher(text);
        StringBuilder clean = new StringBuilder();
        int kept = 0;
        while (name.find(kept)) {
            int value = name.end();
            int end = end(text, value, name.group("cookie") != null);
            clean.append(text, kept, value).append(end > value ? secret : "");
            kept = end;
        }
        return kept == 0 ? text : clean.append(text, kept, text.length()).toString();
    }

    private static int end(String text, int from, boolean cookie) {
        int quote = from;
        while (quote < text.length() && text.charAt(quote) == '\\') {
            quote++;
        }
        if (quote < text.length() && (text.charAt(quote) == '"' || text.charAt(quote) == '\'')) {
            return quoted(text, quote, quote - from);
        }
        if (from < text.length() && text.charAt(from) == '[') {
            return bracketed(text, from);
        }
        int end = from;
        while (end < text.length() && !(cookie ? endsCookie(text.charAt(end)) : endsWord(text.charAt(end)))) {
            end++;
        }
        return end;
    }

    /**
     * Behind the quote that closes the one at {@code at}, which has {@code escapes} backslashes before it. One with more of
     * them stands within the value, unless the value ends with backslashes, each of which is written as twice as many.
     */
    private static int quoted(String text, int at, int escapes) {
        char quote = text.charAt(at);
        int firstLine = text.length();
        int backslashes = 0;
        for (int i = at + 1; i < text.length() && (i < firstLine || i - at < LONGEST); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                backslashes++;
                continue;
            }
            boolean closes = c == quote && (backslashes <= escapes || backslashes % (2 * (escapes + 1)) == escapes);
            if (closes && (i < firstLine || i + 1 == text.length() || endsWord(text.charAt(i + 1)))) {
                return i + 1;
            }
            backslashes = 0;
            firstLine = c == '\n' ? Math.min(firstLine, i) : firstLine;
        }
        return firstLine;
    }

    private static int bracketed(String text, int at) {
        int firstLine = text.length();
        for (int i = at; i < text.length() && (i < firstLine || i - at < LONGEST); i++) {
            char c = text.charAt(i);
            if (c == ']') {
                return i + 1;
            }
            firstLine = c == '\n' ? Math.min(firstLine, i) : firstLine;
        }
        return firstLine;
    }

    private static boolean endsWord(char c) {
        return Character.isWhitespace(c) || ",;&\"')]}".indexOf(c) >= 0;
    }

    /** A cookie holds several values with blanks between them. */
    private static boolean endsCookie(char c) {
        return c == '\r' || c == '\n' || c == '"';
    }
}
