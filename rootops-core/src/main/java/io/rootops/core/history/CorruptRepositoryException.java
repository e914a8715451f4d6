package io.rootops.core.history;

import java.nio.file.Path;

/** A commit or a tree that the history needs is missing or damaged; the message names it and says how to mend it. */
public final class CorruptRepositoryException extends RuntimeException {
    CorruptRepositoryException(String kind, String sha, Path directory, Throwable cause) {
        super(
                "cannot read " + kind + " " + sha + " of the repository " + directory + " (" + reason(cause)
                        + "); check it with `git fsck --full` there, then fetch the object again or make a new clone",
                cause);
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.toString() : message;
    }
}
