package io.rootops.core.webhook;

import java.util.Locale;

/** Stations of a delivery. */
public enum DeliveryState {
    /** Stored and acknowledged, not looked into. */
    RECEIVED,
    /** Read; its work is to be done, now or again later. */
    WAITING,
    /** Its work is done, or there was none. */
    DONE,
    /** Set aside: it is no JSON, or its work failed too often. Somebody may have it tried again. */
    DEAD;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static DeliveryState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
