package io.rootops.core.memory;

/** The database cannot be used; the message is one sentence without secrets: what, why, how to mend it. */
public final class DatabaseException extends RuntimeException {
    DatabaseException(String message) {
        super(message);
    }

    DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
