package io.rootops.app;

/** RootOps cannot start; the message says why and how to mend it. */
public final class StartException extends Exception {
    private static final long serialVersionUID = 1L;

    StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
