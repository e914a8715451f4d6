package io.rootops.core.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the inbox stands.
 *
 * @param waiting deliveries whose work is not done yet
 * @param retrying those of them that have failed before
 * @param oldestWaiting when the oldest of them came; null: none waits
 * @param dead deliveries that were set aside
 * @param lastReceivedAt null: none ever came
 */
public record InboxFigures(
        long waiting,
        long retrying,
        @Nullable Instant oldestWaiting,
        long dead,
        @Nullable Instant lastReceivedAt) {}
