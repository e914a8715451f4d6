package io.rootops.core.pull;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An issue as the forge tells of it.
 *
 * @param closedAt null: it is open
 * @param updatedAt by the forge's clock, like the other times
 */
public record Issue(
        int number,
        String title,
        State state,
        List<String> labels,
        Instant openedAt,
        @Nullable Instant closedAt,
        Instant updatedAt) {

    /** Stations of its life. */
    public enum State {
        OPEN,
        CLOSED,
        /** Deleted, or transferred to another repository. */
        GONE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
