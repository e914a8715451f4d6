package io.rootops.core.incident;

import java.time.Instant;
import java.util.Locale;

/**
 * What became of an incident.
 *
 * @param at when it happened
 * @param saidAt when RootOps heard of it, by the database's clock
 * @param note in a few words; may be empty
 */
public record IncidentEvent(Kind kind, Instant at, Instant saidAt, String note) {
    /** What happened. */
    public enum Kind {
        OPENED,
        /** Another source told of it too. */
        TOLD,
        RESOLVED,
        REOPENED,
        /** Somebody changed what is said of it. */
        EDITED,
        /** A source that told of it says that it was none. */
        TAKEN_BACK;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
