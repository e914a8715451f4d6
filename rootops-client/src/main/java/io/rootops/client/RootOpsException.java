package io.rootops.client;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call came to nothing. The message is for people: one line, without the token, and where RootOps said why, with its own
 * words.
 */
public class RootOpsException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Never null. */
    private final Kind kind;
    /** Unmodifiable. */
    private final List<String> shas;

    /** Why it came to nothing. */
    public enum Kind {
        /** No connection, or it broke before an answer came. */
        UNREACHABLE,
        /** The answer was not there in time. */
        TIMEOUT,
        /** The thread that called was interrupted; it still is, as its flag is set again. */
        INTERRUPTED,
        /** 401: no token, or one that is unknown, expired or revoked. */
        UNAUTHORIZED,
        /** 403: the token lacks the scope. */
        FORBIDDEN,
        /** RootOps does not follow this repository. */
        UNKNOWN_REPOSITORY,
        /** No commit of this sha is known, or not yet. */
        UNKNOWN_COMMIT,
        /** 409: a short sha, or one that several repositories have; {@link RootOpsException#shas()} are what it may mean. */
        AMBIGUOUS,
        /** Asked for something that cannot be, by the server's word or by ours. */
        REFUSED,
        /** 5xx, the second time too. */
        SERVER,
        /** What answers is not RootOps, or not as it should: no JSON, too large, cut off, a redirect. */
        GARBAGE,
        /** Not tried, as it came to nothing several times just now. */
        RESTING;

        /**
         * Whether RootOps is away, rather than at odds with what was asked.
         *
         * @return true where asking again later may help
         */
        public boolean away() {
            return this == UNREACHABLE || this == TIMEOUT || this == SERVER || this == RESTING;
        }
    }

    RootOpsException(Kind kind, String message) {
        this(kind, message, List.of(), null);
    }

    RootOpsException(Kind kind, String message, List<String> shas, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.shas = List.copyOf(shas);
    }

    /**
     * Why it came to nothing.
     *
     * @return what to act on
     */
    public Kind kind() {
        return kind;
    }

    /**
     * The commits that may have been meant.
     *
     * @return complete shas where the kind is AMBIGUOUS, else none
     */
    public List<String> shas() {
        return shas;
    }
}
