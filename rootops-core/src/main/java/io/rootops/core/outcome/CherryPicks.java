package io.rootops.core.outcome;

import java.util.List;
import java.util.regex.Pattern;

/** The line that {@code git cherry-pick -x} writes into a message. */
public final class CherryPicks {
    /** What every such line holds. */
    public static final String MARK = "cherry picked from commit ";

    private static final Pattern ORIGIN = Pattern.compile(MARK + "([0-9a-f]{40})\\b");

    private CherryPicks() {}

    /** The commits that it was picked from, in full shas: one for each time that it was picked on. */
    public static List<String> origins(String message) {
        return ORIGIN.matcher(message).results().map(it -> it.group(1)).toList();
    }
}
