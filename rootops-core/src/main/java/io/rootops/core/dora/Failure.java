package io.rootops.core.dora;

import io.rootops.core.incident.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deployment that failed.
 *
 * @param signs at least one
 * @param incidents that began while it served
 * @param knownAt when the first of its signs showed; a verdict and what is said of it show with the last look
 * @param since when the first of its incidents began, else when it served
 * @param restoredAt when it was over; null: it is not
 * @param restoredBy null like {@code restoredAt}
 */
public record Failure(
        List<Sign> signs,
        List<Incident> incidents,
        Instant knownAt,
        Instant since,
        @Nullable Instant restoredAt,
        @Nullable Restored restoredBy) {

    /** What tells that it failed. */
    public enum Sign {
        /** Its verdict, and nobody says that it is wrong. */
        REGRESSED,
        /** A person says that things got worse, of a verdict that says otherwise. */
        SAID,
        /** A commit that was deployed before took its place. */
        ROLLED_BACK,
        /** An incident began while it served. */
        INCIDENT;
    }

    /** What ended it. */
    public enum Restored {
        /** The last of its incidents was over. */
        INCIDENT_RESOLVED,
        ROLLBACK,
        /** The next one in its place that did not fail. */
        NEXT_DEPLOYMENT;
    }

    /** Null: it is not over. */
    public @Nullable Duration duration() {
        return restoredAt == null ? null : Duration.between(since, restoredAt);
    }
}
