package io.rootops.core.history;

/** No commit, or more than one, goes by this name; the message repeats it and says what was expected. */
public final class UnknownRevisionException extends Exception {
    private static final long serialVersionUID = 1L;

    UnknownRevisionException(String message) {
        super(message);
    }
}
