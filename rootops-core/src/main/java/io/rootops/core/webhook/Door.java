package io.rootops.core.webhook;

import java.util.Locale;

/** How a delivery came in. */
public enum Door {
    /** GitHub sent it. */
    WEBHOOK,
    /** It did not arrive, and was fetched from GitHub's log of deliveries. */
    DELIVERY_LOG;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Door of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
