package io.rootops.app.prior;

/** A prior's file cannot be used; the message says why and what to do. */
public final class PriorFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PriorFormatException(String message) {
        super(message);
    }

    PriorFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
