package io.rootops.core.incident;

import java.util.Locale;

/** What of an incident somebody can set by hand. */
public enum IncidentField {
    TITLE,
    TEXT,
    SEVERITY,
    /** With its environment. */
    SERVICE,
    REPOSITORY,
    BEGAN,
    /** When it ended, and whether it has. */
    ENDED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static IncidentField of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
