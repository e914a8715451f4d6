package io.rootops.core.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as lists show it.
 *
 * @param nextRunAt when it is tried again; in the past while it waits its turn
 * @param finishedAt null while it waits
 * @param note what came of it; null while it waits
 * @param lastError why the last attempt failed; null when none did
 * @param replayable its body is still there
 * @param dismissal null: it was not set aside, or nobody dismissed it since
 */
public record DeliveryRecord(
        long id,
        String guid,
        String event,
        Envelope envelope,
        DeliveryState state,
        Instant receivedAt,
        int attempts,
        Instant nextRunAt,
        @Nullable Instant finishedAt,
        Door door,
        @Nullable String note,
        @Nullable String lastError,
        boolean replayable,
        @Nullable Dismissal dismissal) {}
