package io.rootops.dashboard.view;

import io.rootops.core.webhook.DeliveryLogState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far GitHub's log of deliveries was read for what did not arrive.
 *
 * @param readAt when it was last read to its end; null: not yet
 * @param fetched deliveries that only it had, ever
 * @param problem why the last reading failed; null: it did not
 */
public record DeliveryLogView(
        @Nullable Instant readAt, long fetched, @Nullable String problem) {

    static DeliveryLogView of(DeliveryLogState it) {
        return new DeliveryLogView(it.readAt(), it.fetched(), it.problem());
    }

    /** What it brought, for people. */
    public String brought() {
        return switch ((int) Math.min(fetched, 2)) {
            case 0 -> "nothing was missing so far";
            case 1 -> "one delivery that had not arrived came from there";
            default -> Shown.number(fetched) + " deliveries that had not arrived came from there";
        };
    }
}
