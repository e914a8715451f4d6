package io.rootops.dashboard.view;

import io.rootops.core.webhook.DeliveryRecord;
import io.rootops.core.webhook.DeliveryState;
import io.rootops.core.webhook.Dismissal;
import io.rootops.core.webhook.Door;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery of a webhook.
 *
 * @param guid as GitHub lists it
 * @param repository owner/name as the payload has it; null: it names none, or was not looked into yet
 * @param attempts how often its work was begun
 * @param nextRunAt when it is tried again; null unless it failed before and waits
 * @param finishedAt null while it waits
 * @param door how it came in
 * @param note what came of it
 * @param problem why the last attempt failed
 * @param replayable its body is kept still
 * @param dismissedAt when somebody let it be that was set aside; null: nobody did
 * @param dismissedBy how they came in
 */
public record DeliveryItem(
        long id,
        String guid,
        String event,
        @Nullable String action,
        @Nullable String repository,
        DeliveryState state,
        Instant receivedAt,
        int attempts,
        @Nullable Instant nextRunAt,
        @Nullable Instant finishedAt,
        Door door,
        @Nullable String note,
        @Nullable String problem,
        boolean replayable,
        @Nullable Instant dismissedAt,
        @Nullable String dismissedBy) {

    public static DeliveryItem of(DeliveryRecord it) {
        Dismissal dismissal = it.dismissal();
        boolean again = it.state() == DeliveryState.WAITING && it.lastError() != null;
        return new DeliveryItem(
                it.id(),
                it.guid(),
                it.event(),
                it.envelope().action(),
                it.envelope().fullName(),
                it.state(),
                it.receivedAt(),
                it.attempts(),
                again ? it.nextRunAt() : null,
                it.finishedAt(),
                it.door(),
                it.note(),
                it.state() == DeliveryState.DONE && dismissal == null ? null : it.lastError(),
                it.replayable(),
                dismissal == null ? null : dismissal.at(),
                dismissal == null ? null : dismissal.by());
    }

    /** For people. */
    public String stateWord() {
        return switch (state) {
            case RECEIVED -> "Received";
            case WAITING -> problem == null ? "Waiting" : "Failed, tried again";
            case DONE -> dismissedAt == null ? "Done" : "Dismissed";
            case DEAD -> "Set aside";
        };
    }

    /** Whether it waits for somebody to replay or to dismiss it. */
    public boolean dismissible() {
        return state == DeliveryState.DEAD;
    }

    /** Whether it did not arrive by itself. */
    public boolean fetched() {
        return door == Door.DELIVERY_LOG;
    }

    /** Name of the icon. */
    public String mark() {
        return switch (state) {
            case RECEIVED -> "none";
            case WAITING -> problem == null ? "none" : "warn";
            case DONE -> dismissedAt == null ? "ok" : "none";
            case DEAD -> "fail";
        };
    }
}
