package io.rootops.core.history;

import java.util.List;
import java.util.Locale;

/**
 * What came of trying to take one commit back.
 *
 * @param sha of the commit, in full
 * @param files that would have to be mended by hand, in git's order; of {@link Outcome#MISSING} and {@link Outcome#TOO_LARGE} those that
 *     were not looked at
 * @param later commits after it that changed these files, newest first, full shas; five at most
 * @param laterComplete whether all commits after it were looked at; false: time was up
 * @param sameLines whether the later ones wrote the very lines; false: only the same files
 */
public record Revert(
        String sha, Outcome outcome, List<String> files, List<String> later, boolean laterComplete, boolean sameLines) {

    /** How it went. */
    public enum Outcome {
        /** It can be taken back as it is. */
        CLEAN,
        /** Somebody has to mend what came after it. */
        CONFLICTS,
        /** What it changed is gone already. */
        NOTHING_LEFT,
        /** It has several parents, or none: which side is to go is for a person to say. */
        MERGE,
        /** It is not in the history of the revision. */
        NOT_IN_HISTORY,
        /** The clone lacks contents that are needed to tell. */
        MISSING,
        /** It changes more, or larger, files than are looked at. */
        TOO_LARGE,
        /** Time was up. */
        NOT_TRIED;

        /** As it is written in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Revert of(String sha, Outcome outcome, List<String> files) {
        return new Revert(sha, outcome, List.copyOf(files), List.of(), true, false);
    }

    /** Not looked at, as time was up. */
    public static Revert notTried(String sha) {
        return of(sha, Outcome.NOT_TRIED, List.of());
    }
}
