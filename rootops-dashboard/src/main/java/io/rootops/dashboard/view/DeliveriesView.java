package io.rootops.dashboard.view;

import io.rootops.core.webhook.DeliveryLogState;
import io.rootops.core.webhook.DeliveryRecord;
import io.rootops.core.webhook.InboxFigures;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries of webhooks, and how the inbox stands.
 *
 * @param waiting whose work is not done yet
 * @param retrying those of them that have failed before
 * @param dead set aside
 * @param oldestWaitingAt when the oldest that waits came; null: none waits
 * @param lastReceivedAt null: none ever came
 * @param deliveryLog how far GitHub's own log of them was read; null: RootOps is no App
 * @param items the newest first
 */
public record DeliveriesView(
        long waiting,
        long retrying,
        long dead,
        @Nullable Instant oldestWaitingAt,
        @Nullable Instant lastReceivedAt,
        @Nullable DeliveryLogView deliveryLog,
        List<DeliveryItem> items) {
    /** The subject of the check that tells of deliveries which nobody signed. */
    public static final String SIGNATURES = "signatures";

    public static DeliveriesView of(
            InboxFigures figures, Optional<DeliveryLogState> log, List<DeliveryRecord> deliveries) {
        return new DeliveriesView(
                figures.waiting(),
                figures.retrying(),
                figures.dead(),
                figures.oldestWaiting(),
                figures.lastReceivedAt(),
                log.map(DeliveryLogView::of).orElse(null),
                deliveries.stream().map(DeliveryItem::of).toList());
    }

    /** How many wait, for people. */
    public String waits() {
        if (waiting == 0) {
            return "Nothing waits.";
        }
        String many = waiting == 1 ? "One delivery waits" : Shown.number(waiting) + " deliveries wait";
        return many + (retrying == 0 ? "." : ", " + Shown.number(retrying) + " after a failure.");
    }
}
