package io.rootops.core.pull;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Issues of the same repository that a text closes, as GitHub reads it: "Fixes #12", "closes: #3". */
public final class ClosingKeywords {
    private static final Pattern CLOSES =
            Pattern.compile("(?i)\\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?[ \\t]+#([0-9]{1,9})\\b");
    private static final int MOST = 50;
    /** GitHub takes no longer text. */
    private static final int LONGEST = 65_536;

    private ClosingKeywords() {}

    /** In the order of their numbers, each once; at most 50. */
    public static List<Integer> issues(String text) {
        return CLOSES.matcher(text.substring(0, Math.min(text.length(), LONGEST)))
                .results()
                .map(MatchResult::group)
                .map(it -> Integer.valueOf(it.substring(it.indexOf('#') + 1)))
                .distinct()
                .sorted()
                .limit(MOST)
                .toList();
    }
}
