package io.rootops.core.incident;

import io.rootops.core.change.RepositoryId;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person says of a commit behind an incident, or that none is. Of another change that did it they say that no commit did,
 * and which change; of one that did not, that it is rejected.
 *
 * @param number from 1, in the order in which they were given
 * @param repository of the commit; null: not known
 * @param sha full and lower-case, which need not be known yet; null: no commit
 * @param kind of what it was instead; null: not said
 * @param change that is no commit; null: none is meant
 * @param trust how far it is believed, from above 0 to 1
 * @param rank of the commit before anybody had confirmed it, from 1; 0: not among those that are kept; null: not ranked, or not
 *     confirmed
 * @param by how they came in
 * @param takenBack null: it counts
 */
public record CulpritAnswer(
        int number,
        @Nullable RepositoryId repository,
        @Nullable String sha,
        Verdict verdict,
        @Nullable Kind kind,
        @Nullable UUID change,
        double trust,
        @Nullable Integer rank,
        String by,
        Instant at,
        @Nullable Instant takenBack) {

    /** What is said. */
    public enum Verdict {
        /** This commit did it. */
        CONFIRMED,
        /** This one did not. */
        REJECTED,
        /** No commit did. */
        NONE_OF_THESE;

        /** As it is stored and written in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Verdict of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** What it was, if no commit. */
    public enum Kind {
        CONFIGURATION,
        INFRASTRUCTURE,
        DEPENDENCY,
        DATA,
        OTHER;

        /** As it is stored and written in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
