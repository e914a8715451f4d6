package io.rootops.dashboard;

import io.rootops.dashboard.view.Shown;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text inside Markdown, as a forge renders it. */
final class Markdown {
    private static final Pattern SIGNS = Pattern.compile("[\\\\`*_\\[\\]<>|#~&]");
    private static final Pattern BREAKS = Pattern.compile("[\n\r\t]");
    private static final Pattern BACKTICKS = Pattern.compile("`+");

    private Markdown() {}

    /** Our own words, on one line. */
    static String words(String text) {
        return SIGNS.matcher(visible(text)).replaceAll("\\\\$0");
    }

    /**
     * Anybody's text, as code: a forge makes neither links nor mentions of what stands there, and an escaped {@code @name}
     * would still be a mention elsewhere.
     *
     * @param most characters of it
     */
    static String code(String text, int most) {
        String visible = visible(Shown.cut(text, most));
        if (visible.isBlank()) {
            return "(blank)";
        }
        int longest = 0;
        Matcher runs = BACKTICKS.matcher(visible);
        while (runs.find()) {
            longest = Math.max(longest, runs.end() - runs.start());
        }
        String fence = "`".repeat(longest + 1);
        // One blank at each side is taken off again.
        boolean apart = longest > 0 || visible.startsWith(" ");
        return apart ? fence + " " + visible + " " + fence : fence + visible + fence;
    }

    private static String visible(String text) {
        return BREAKS.matcher(VisibleText.of(text))
                .replaceAll(it -> String.format("[U+%04X]", (int) it.group().charAt(0)));
    }
}
