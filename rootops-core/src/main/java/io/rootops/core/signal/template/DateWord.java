package io.rootops.core.signal.template;

/** Names of months, days and zones, which are part of a date where they stand beside a number. */
final class DateWord {
    private static final String[] BEFORE = {
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mon", "tue", "wed", "thu",
        "fri", "sat", "sun"
    };
    private static final String[] AFTER = {
        "utc", "gmt", "pdt", "pst", "est", "edt", "cst", "cdt", "mst", "mdt", "cet", "cest", "bst", "ist", "jst", "am",
        "pm"
    };

    private DateWord() {}

    /** A month or a day of the week. */
    static boolean holds(char[] text, int from, int to) {
        int end = trimmed(text, from, to);
        return end - from == 3 && text[from] >= 'A' && text[from] <= 'Z' && among(BEFORE, text, from, end);
    }

    /** Those, and zones and halves of the day. */
    static boolean afterNumber(char[] text, int from, int to) {
        int end = trimmed(text, from, to);
        return holds(text, from, to)
                || end - from >= 2
                        && end - from <= 4
                        && text[from] >= 'A'
                        && text[from] <= 'Z'
                        && among(AFTER, text, from, end);
    }

    private static int trimmed(char[] text, int from, int to) {
        int end = to;
        while (end > from && !VariableRule.letter(text[end - 1])) {
            end--;
        }
        return end;
    }

    private static boolean among(String[] words, char[] text, int from, int to) {
        for (String word : words) {
            if (VariableRule.equalsIgnoringCase(text, from, to, word)) {
                return true;
            }
        }
        return false;
    }
}
