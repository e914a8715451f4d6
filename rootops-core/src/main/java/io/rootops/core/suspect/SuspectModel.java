package io.rootops.core.suspect;

/**
 * What the ranking has learned: weights for incidents with a trace and for those with little more than a title, each with
 * owners of lines and without.
 *
 * @param version names the learning
 */
public record SuspectModel(String version, Part withOwners, Part withoutOwners) {

    /**
     * @param trace of incidents with a stack trace or a failing test
     * @param title of all others
     * @param first makes the chance that the first suspect is the cause
     * @param five makes the chance that the cause is among the five shown
     */
    public record Part(SuspectWeights trace, SuspectWeights title, Chance first, Chance five) {
        /** @param traced see {@link SuspectQuery#traced} */
        public SuspectWeights weights(boolean traced) {
            return traced ? trace : title;
        }
    }

    /** @param owners whether the owners of lines are known */
    public Part part(boolean owners) {
        return owners ? withOwners : withoutOwners;
    }
}
