package io.rootops.dashboard.view;

/**
 * A file worth a second look.
 *
 * @param lines that the range changes in it
 * @param changes of it before; 100 at most
 * @param fixed those of them that had to be fixed or reverted
 */
public record SecondLook(String path, int lines, int changes, int fixed) {

    /** What is known of it, in words. */
    public String words() {
        String here = Shown.count(lines, "line") + " here";
        if (changes == 0) {
            return here + ", new";
        }
        String before = here + ", changed " + (changes >= 100 ? "100 times or more" : times(changes)) + " before";
        return fixed == 0 ? before : before + ", of which " + Shown.number(fixed) + " had to be fixed or reverted";
    }

    static String times(int count) {
        return count == 1 ? "once" : Shown.count(count, "time");
    }
}
