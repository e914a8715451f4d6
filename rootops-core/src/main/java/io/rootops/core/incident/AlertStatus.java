package io.rootops.core.incident;

import java.util.Locale;

/** How an alert stands. */
public enum AlertStatus {
    FIRING,
    /** It is told that it ended. */
    RESOLVED,
    /** Its sender repeats what goes on and said nothing for long: taken to have ended when it was told last. */
    LAPSED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static AlertStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
