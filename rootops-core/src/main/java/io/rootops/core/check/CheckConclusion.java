package io.rootops.core.check;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a check says of a commit, in its newest attempt.
 *
 * @param sha full, lower-case hexadecimal
 * @param appId the forge's number of who checks; 0: a status, or not told
 * @param suiteId of a check run the forge's number of its suite, which another workflow's run of the same name does not have;
 *     else 0
 * @param name of the check; of a suite its id
 * @param externalId the forge's number of what told it
 * @param app as people call it; null: not told
 * @param conclusion the forge's word, such as success, failure, neutral; null: it is not completed
 * @param at when it came so far, by the forge's clock
 * @param completedAt null: it is not completed, or the forge does not say when
 */
public record CheckConclusion(
        String sha,
        Kind kind,
        long appId,
        long suiteId,
        String name,
        long externalId,
        @Nullable String app,
        Progress progress,
        @Nullable String conclusion,
        Instant at,
        @Nullable Instant completedAt) {

    /** How the forge keeps it. */
    public enum Kind {
        CHECK_RUN,
        CHECK_SUITE,
        STATUS;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** In the order in which they follow each other. */
    public enum Progress {
        QUEUED,
        IN_PROGRESS,
        COMPLETED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** In a word for people. */
    public String words() {
        return (conclusion == null ? progress.word() : conclusion).replace('_', ' ');
    }
}
