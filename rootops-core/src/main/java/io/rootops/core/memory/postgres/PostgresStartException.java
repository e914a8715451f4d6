package io.rootops.core.memory.postgres;

/** The embedded PostgreSQL cannot be started; the message is one sentence: what, why, and how to mend it. */
public final class PostgresStartException extends RuntimeException {
    PostgresStartException(String message) {
        super(message);
    }

    PostgresStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
