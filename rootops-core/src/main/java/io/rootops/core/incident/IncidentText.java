package io.rootops.core.incident;

import io.rootops.core.signal.template.SecretMask;

/**
 * What people, programs and alerts say of an incident, as it may be kept: tokens, passwords, mail addresses and card numbers are
 * masked as in samples of logs, and of a long text its begin and its end stay, where traces begin and logs stop.
 *
 * @param kept at most {@link #MOST} characters, with a line that says what is missing
 * @param leftOut how many characters are missing
 */
public record IncidentText(String kept, int leftOut) {
    /** Characters of one text. */
    public static final int MOST = 65_536;

    private static final int LONGEST_LINE = 300;
    private static final int BEGIN = 49_152;
    private static final int END = MOST - BEGIN - 64;
    /** So far from a cut a line's end is looked for. */
    private static final int LINE = 1_000;

    public static IncidentText of(String told) {
        String text = SecretMask.readable(told.replace('\0', '\uFFFD').replace("\r\n", "\n"))
                .strip();
        if (text.length() <= MOST) {
            return new IncidentText(text, 0);
        }
        int begin = text.lastIndexOf('\n', BEGIN);
        begin = whole(text, begin < BEGIN - LINE ? BEGIN : begin);
        int end = text.indexOf('\n', text.length() - END);
        end = whole(text, end < 0 || end > text.length() - END + LINE ? text.length() - END : end + 1);
        int leftOut = end - begin;
        return new IncidentText(
                text.substring(0, begin) + "\n[" + leftOut + " characters are left out here]\n" + text.substring(end),
                leftOut);
    }

    /** One line of at most 300 characters, without secrets. */
    public static String line(String told) {
        String line = SecretMask.readable(told.replace('\0', '\uFFFD'))
                .replaceAll("\\s+", " ")
                .strip();
        return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line;
    }

    /** Not within a character of two. */
    private static int whole(String text, int at) {
        return Character.isLowSurrogate(text.charAt(at)) ? at + 1 : at;
    }
}
