package io.rootops.dashboard.view;

import org.jspecify.annotations.Nullable;

/**
 * A file worth a second look.
 *
 * @param lines that are changed in it here
 * @param changes of it before; 100 at most; null: not known, as the history is not read
 * @param fixed those of them that had to be fixed or reverted; null: not known
 */
public record SecondLook(
        String path,
        int lines,
        @Nullable Integer changes,
        @Nullable Integer fixed) {

    /** What is known of it, in words. */
    public String words() {
        String here = Shown.count(lines, "line") + " here";
        if (changes == null) {
            return here;
        }
        if (changes == 0) {
            return here + ", new";
        }
        String before = here + ", changed " + (changes >= 100 ? "100 times or more" : times(changes)) + " before";
        return fixed == null || fixed == 0
                ? before
                : before + ", of which " + Shown.number(fixed) + " had to be fixed or reverted";
    }

    private static String times(int count) {
        return count == 1 ? "once" : Shown.count(count, "time");
    }
}
