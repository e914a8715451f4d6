package io.rootops.core.outcome;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a commit went wrong, as long as this stood.
 *
 * @param from since when it was known
 * @param until when it was taken back, exclusive, as by a revert of the revert; null: it stands
 * @param source null where nobody says who found out
 * @param evidence sha of the fix or revert; null like {@code source}
 */
public record Finding(
        Instant from,
        @Nullable Instant until,
        @Nullable OutcomeSource source,
        @Nullable String evidence) {
    /** Whether it was known and not yet taken back. */
    public boolean stood(Instant at) {
        return !from.isAfter(at) && (until == null || at.isBefore(until));
    }

    boolean stands() {
        return until == null;
    }

    double trust() {
        return source == null ? 1 : source.trust();
    }
}
