package io.rootops.core.suspect;

import io.rootops.core.incident.ChangeEvent;
import java.util.List;
import java.util.Locale;

/**
 * A change that is no commit and may have caused an incident.
 *
 * @param rank among such changes, from 1
 * @param score comparable among such changes of one incident; no chance follows from it
 * @param evidence what the score is made of, the strongest first
 */
public record ChangeSuspect(ChangeEvent change, int rank, double score, List<Evidence> evidence) {

    /** What such a change is ranked by. */
    public enum Feature {
        /** The incident has the words of its title. */
        TEXT,
        /** It is of the incident's service, or of its repository. */
        SERVICE,
        /** It was made where the incident was seen. */
        ENVIRONMENT,
        /** As {@link SuspectFeature#LOG_AGE}, among such changes. */
        LOG_AGE,
        /** As {@link SuspectFeature#LOG_DAYS}. */
        LOG_DAYS;

        /** The word in JSON: lower-case. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A part of the score.
     *
     * @param points weight x value
     * @param words what it is, for people
     */
    public record Evidence(Feature feature, double points, String words) {}
}
