package io.rootops.app.rootcause;

/** A file of weights cannot be used; the message says why and what to do. */
public final class WeightsFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WeightsFormatException(String message) {
        super(message);
    }

    WeightsFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
