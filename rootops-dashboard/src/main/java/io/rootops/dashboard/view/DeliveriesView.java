package io.rootops.dashboard.view;

import io.rootops.core.webhook.DeliveryRecord;
import io.rootops.core.webhook.InboxFigures;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries of webhooks, and how the inbox stands.
 *
 * @param waiting whose work is not done yet
 * @param retrying those of them that have failed before
 * @param dead set aside
 * @param oldestWaitingAt when the oldest that waits came; null: none waits
 * @param lastReceivedAt null: none ever came
 * @param items the newest first
 */
public record DeliveriesView(
        long waiting,
        long retrying,
        long dead,
        @Nullable Instant oldestWaitingAt,
        @Nullable Instant lastReceivedAt,
        List<DeliveryItem> items) {

    public static DeliveriesView of(InboxFigures figures, List<DeliveryRecord> deliveries) {
        return new DeliveriesView(
                figures.waiting(),
                figures.retrying(),
                figures.dead(),
                figures.oldestWaiting(),
                figures.lastReceivedAt(),
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
