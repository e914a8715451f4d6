package io.rootops.core.evaluate.bench;

import java.util.Locale;

/** How the past and the future are parted. */
public enum Mode {
    /** Refitted each half year on what was known then. */
    ONLINE,
    /** The prior alone, over the same commits; the newest fifth where labels have no dates. */
    COLD_START,
    /** The oldest 80 % teach, the newest 20 % are scored. */
    STATIC;

    /** The word in options and in JSON: lower-case, with hyphens. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
