package io.rootops.core.signal.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A store of signals did not answer, or not what was asked. The message is one sentence without secrets. */
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What can be done about it. */
    public enum Kind {
        /** Nobody is there, or does not come to an end: ask again later. */
        UNREACHABLE,
        /** Credentials or tenant are missing or wrong: a person has to mend it. */
        REFUSED,
        /** Asked too often: wait. */
        BUSY,
        /** It has trouble of its own: ask again later, or for less. */
        FAILING,
        /** More was asked for than it, or we, take at once: ask for less. */
        TOO_MUCH,
        /** What answers there is no such store, or does not know what was asked. */
        NOT_UNDERSTOOD
    }

    private final Kind kind;
    private final @Nullable Duration retryAfter;

    StoreException(Kind kind, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public StoreException(Kind kind, String message) {
        this(kind, message, null, null);
    }

    public Kind kind() {
        return kind;
    }

    /** How long the store asks us to wait; null: it did not say. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** The same, of another kind: some stores say with a general status what is a special case. */
    public StoreException as(Kind other) {
        return other == kind ? this : new StoreException(other, String.valueOf(getMessage()), retryAfter, getCause());
    }

    /** Whether a smaller question may be answered. */
    public boolean askForLess() {
        return kind == Kind.TOO_MUCH || kind == Kind.FAILING || kind == Kind.UNREACHABLE;
    }
}
