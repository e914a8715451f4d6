package io.rootops.app.logs;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * While it is open, each line that this thread logs names the deliveries that it works for, by GitHub's ids of them. So
 * one search for an id shows the delivery's whole way, from its receipt to its check run.
 */
public final class DeliveryScope implements AutoCloseable {
    /** Name of the field. */
    static final String DELIVERY = "delivery";

    private final @Nullable String before;

    private DeliveryScope(@Nullable String before) {
        this.before = before;
    }

    /** @param guid null: no delivery is known, and lines name none */
    public static DeliveryScope of(@Nullable String guid) {
        return of(guid == null ? List.of() : List.of(guid));
    }

    /** @param guids of several that were answered together */
    public static DeliveryScope of(List<String> guids) {
        DeliveryScope scope = new DeliveryScope(MDC.get(DELIVERY));
        put(guids.isEmpty() ? null : String.join(" ", guids));
        return scope;
    }

    private static void put(@Nullable String value) {
        if (value == null) {
            MDC.remove(DELIVERY);
        } else {
            MDC.put(DELIVERY, value);
        }
    }

    @Override
    public void close() {
        put(before);
    }
}
