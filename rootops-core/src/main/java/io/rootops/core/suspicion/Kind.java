package io.rootops.core.suspicion;

import java.util.Locale;

/** What looks wrong, in the order of what it tells. */
public enum Kind {
    /** An error, or a stack trace, that did not come for two weeks. */
    NEW_ERROR("new error"),
    /** A service that logs at this hour says nothing. */
    SILENCE("silence"),
    /** All errors of a service together. */
    ERRORS_JUMP("more errors"),
    /** A metric that is unlike what it was before. */
    METRIC("unusual metric"),
    /** Errors of one template. */
    TEMPLATE_JUMP("more of one error"),
    /** Errors as a share of lines. */
    ERROR_SHARE_JUMP("larger share of errors");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** As it is stored and written in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when it is none of them */
    public static Kind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
