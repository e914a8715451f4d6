package io.rootops.core.incident;

/** A body that is none of its sender's; the message says what was expected, in one sentence without anything of the body. */
public final class MalformedAlertException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedAlertException(String message) {
        super(message);
    }
}
