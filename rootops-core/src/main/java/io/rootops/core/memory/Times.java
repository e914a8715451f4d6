package io.rootops.core.memory;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** The times that the database keeps; a git history holds any. */
final class Times {
    static final Instant EARLIEST = Instant.parse("-4000-01-01T00:00:00Z");
    static final Instant LATEST = Instant.parse("+200000-01-01T00:00:00Z");

    private Times() {}

    /** The time itself, or the end of what is kept. */
    static Instant storable(Instant time) {
        return time.isBefore(EARLIEST) ? EARLIEST : time.isAfter(LATEST) ? LATEST : time;
    }

    static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
