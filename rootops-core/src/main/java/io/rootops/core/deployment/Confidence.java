package io.rootops.core.deployment;

import java.util.Locale;

/** How sure it is that something was a deployment to production. */
public enum Confidence {
    LOW,
    MEDIUM,
    HIGH;

    /** As it is stored, and written for people. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Confidence of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
