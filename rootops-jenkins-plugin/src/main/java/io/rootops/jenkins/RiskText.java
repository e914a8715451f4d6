package io.rootops.jenkins;

import org.jspecify.annotations.Nullable;

/** Risk in words, the same in logs, badges and pages. */
final class RiskText {

    private RiskText() {}

    static String level(String level) {
        return switch (level) {
            case "high" -> "▲ High";
            case "medium" -> "◆ Medium";
            case "low" -> "● Low";
            default -> "Not rated";
        };
    }

    static String risk(@Nullable Double percentile, @Nullable Double probability) {
        if (percentile == null) {
            return "no score";
        }
        String rank = percentile(percentile) + " percentile";
        return probability == null ? rank : rank + " · " + Math.round(100 * probability) + " % likely to need a fix";
    }

    /** Cut, not rounded: the level comes from the exact value, and 89.9 must not read as 90, medium. */
    static String percentile(double percentile) {
        long whole = (long) Math.floor(percentile);
        return whole + ordinal(whole);
    }

    private static String ordinal(long number) {
        if (number / 10 % 10 == 1) {
            return "th";
        }
        return switch ((int) (number % 10)) {
            case 1 -> "st";
            case 2 -> "nd";
            case 3 -> "rd";
            default -> "th";
        };
    }

    /** For the build's log: one line, whatever it was made from. */
    static String logLine(String text) {
        return "[RootOps] "
                + text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    }
}
