package io.rootops.core.pattern;

import java.util.Map;

/** Keeps counting within bounds, whatever is counted. */
final class Counts {
    private Counts() {}

    /** Where there are more than so many, the rarest go, until half as many are left: so it is seldom done. */
    static void keepMost(Map<?, Integer> counts, int most) {
        if (counts.size() <= most) {
            return;
        }
        for (int least = 2; counts.size() > most / 2; least++) {
            int few = least;
            counts.values().removeIf(it -> it < few);
        }
    }
}
