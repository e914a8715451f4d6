package io.rootops.core.signal.log;

/** Names of months, days and zones, which are part of a date where they stand beside a number. */
public final class DateWord {
    private static final String[] MONTHS = {
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"
    };
    private static final String[] DAYS = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    private static final String[] ZONES = {
        "utc", "gmt", "pdt", "pst", "est", "edt", "cst", "cdt", "mst", "mdt", "cet", "cest", "bst", "ist", "jst", "am",
        "pm"
    };

    private DateWord() {}

    static boolean month(char[] text, int from, int to) {
        return among(MONTHS, text, from, to);
    }

    /** A month or a day of the week with a capital, whatever signs follow. */
    public static boolean monthOrDay(char[] text, int from, int to) {
        int end = trimmed(text, from, to);
        return end > from && Text.upper(text[from]) && (among(MONTHS, text, from, end) || among(DAYS, text, from, end));
    }

    /** Those, and zones and halves of the day. */
    public static boolean any(char[] text, int from, int to) {
        int end = trimmed(text, from, to);
        return monthOrDay(text, from, end) || end > from && Text.upper(text[from]) && among(ZONES, text, from, end);
    }

    private static int trimmed(char[] text, int from, int to) {
        int end = to;
        while (end > from && !Text.letter(text[end - 1])) {
            end--;
        }
        return end;
    }

    private static boolean among(String[] words, char[] text, int from, int to) {
        for (String word : words) {
            if (Text.equalsIgnoringCase(text, from, to, word)) {
                return true;
            }
        }
        return false;
    }
}
