package io.rootops.core.suspicion;

import java.util.Locale;

/** What looks wrong, in the order of what it tells. */
public enum Kind {
    /** An error, or a stack trace, that did not come for two weeks. */
    NEW_ERROR,
    /** A service that logs at this hour says nothing. */
    SILENCE,
    /** All errors of a service together. */
    ERRORS_JUMP,
    /** A metric that is unlike what it was before. */
    METRIC,
    /** Errors of one template. */
    TEMPLATE_JUMP,
    /** Errors as a share of lines. */
    ERROR_SHARE_JUMP;

    /** As it is stored and written in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when it is none of them */
    public static Kind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
