package io.rootops.core.memory;

import io.rootops.core.memory.schema.tables.records.WebhookInboxRecord;
import io.rootops.core.webhook.Delivery;
import io.rootops.core.webhook.DeliveryRecord;
import io.rootops.core.webhook.DeliveryState;
import io.rootops.core.webhook.Dismissal;
import io.rootops.core.webhook.Door;
import io.rootops.core.webhook.Envelope;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Rows of the inbox as the domain has them. */
final class Deliveries {
    private Deliveries() {}

    static Delivery begun(WebhookInboxRecord it) {
        return new Delivery(
                it.getId(),
                it.getDeliveryGuid(),
                it.getEvent(),
                envelope(it),
                it.getBody(),
                it.getAttempts(),
                it.getReceivedAt().toInstant());
    }

    static DeliveryRecord shown(WebhookInboxRecord it, boolean replayable) {
        return new DeliveryRecord(
                it.getId(),
                it.getDeliveryGuid(),
                it.getEvent(),
                envelope(it),
                DeliveryState.of(it.getState()),
                it.getReceivedAt().toInstant(),
                it.getAttempts(),
                it.getNextRunAt().toInstant(),
                instant(it.getFinishedAt()),
                Door.of(it.getDoor()),
                it.getNote(),
                it.getLastError(),
                replayable,
                dismissal(it));
    }

    private static @Nullable Dismissal dismissal(WebhookInboxRecord it) {
        return it.getDismissedAt() != null && it.getDismissedAt().equals(it.getFinishedAt())
                ? new Dismissal(it.getDismissedAt().toInstant(), it.getDismissedBy())
                : null;
    }

    static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static Envelope envelope(WebhookInboxRecord it) {
        return new Envelope(it.getAction(), it.getInstallationId(), it.getGithubId(), it.getFullName());
    }
}
