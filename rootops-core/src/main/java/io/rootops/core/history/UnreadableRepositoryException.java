package io.rootops.core.history;

/** A directory that cannot be read as a git repository; the message names it and says how to mend it. */
public final class UnreadableRepositoryException extends Exception {
    UnreadableRepositoryException(String message) {
        super(message);
    }

    public UnreadableRepositoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
