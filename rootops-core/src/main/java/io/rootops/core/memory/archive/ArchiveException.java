package io.rootops.core.memory.archive;

/** The memory cannot be written to a file or read from one; the message says what, why and how to mend it. */
public final class ArchiveException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ArchiveException(String message) {
        super(message);
    }

    public ArchiveException(String message, Throwable cause) {
        super(message, cause);
    }
}
