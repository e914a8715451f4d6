package io.rootops.core.signal.template;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Private keys as PEM (RFC 7468) and OpenPGP (RFC 4880, 6.2) armour write them. */
final class PrivateKeys {
    private static final Pattern BEGIN = Pattern.compile("-----BEGIN [A-Z ]*+(?<=PRIVATE KEY(?: BLOCK)?)-----");
    private static final Pattern END = Pattern.compile("-----END [A-Z ]*+-----");
    private static final String ANY_BEGIN = "-----BEGIN ";
    private static final Pattern HEADER = Pattern.compile("[ \\t]*+(?:[A-Z][A-Za-z-]{1,30}+: [^\\n]*+)?+\\r?+");
    private static final Pattern BASE64 = Pattern.compile("[ \\t]*+[A-Za-z0-9+/=]++[ \\t]*+\\r?+");

    private PrivateKeys() {}

    /**
     * The text with {@code secret} instead of them. One without an end reaches over the rest of its line and the lines of base64
     * behind it.
     */
    static String masked(String text, String secret) {
        Matcher begin = BEGIN.matcher(text);
        if (!begin.find()) {
            return text;
        }
        Matcher end = END.matcher(text);
        boolean ends = true;
        int closed = 0;
        int kept = 0;
        StringBuilder clean = new StringBuilder();
        do {
            if (ends && closed < begin.end()) {
                ends = end.find(begin.end());
                closed = ends ? end.end() : closed;
            }
            int next = text.indexOf(ANY_BEGIN, begin.end());
            int last = next < 0 ? text.length() : next;
            int to = ends && closed <= last ? closed : unclosed(text, begin.end(), last);
            clean.append(text, kept, begin.start()).append(secret);
            kept = to;
        } while (begin.find(kept));
        return clean.append(text, kept, text.length()).toString();
    }

    private static int unclosed(String text, int from, int last) {
        int at = lineEnd(text, from, last);
        Matcher line = HEADER.matcher(text);
        boolean headers = true;
        for (int next = at; next < last; ) {
            int start = next + 1;
            next = lineEnd(text, start, last);
            line.region(start, next);
            headers = headers && line.usePattern(HEADER).matches();
            if (!headers) {
                if (!line.usePattern(BASE64).matches()) {
                    return at;
                }
                at = next;
            }
        }
        return at;
    }

    private static int lineEnd(String text, int from, int last) {
        int end = from < last ? text.indexOf('\n', from) : last;
        return end < 0 || end > last ? last : end;
    }
}
