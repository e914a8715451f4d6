package io.rootops.core.memory.archive;

/** The memory cannot be written to a file or read from one; the message says what, why and how to mend it. */
public final class ArchiveException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ArchiveException(String message) {
        super(message);
    }

    ArchiveException(String message, Throwable cause) {
        super(message, cause);
    }
}
