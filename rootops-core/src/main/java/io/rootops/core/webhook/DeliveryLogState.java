package io.rootops.core.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the forge's log of deliveries was read.
 *
 * @param readUntil the forge's time of the newest entry that was looked at; null: none yet
 * @param readAt when a reading last came to its end; null: none yet
 * @param failures since then
 * @param problem why the last reading failed; null: it did not
 * @param fetched deliveries that were missing and came from it, ever
 */
public record DeliveryLogState(
        @Nullable Instant readUntil,
        @Nullable Instant readAt,
        int failures,
        @Nullable String problem,
        long fetched) {}
