package io.rootops.core.evaluate.bench;

/** Labelled data cannot be read; the message names the file, what was expected and how to mend it. */
public final class UnreadableDataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableDataException(String message) {
        super(message);
    }

    public UnreadableDataException(String message, Throwable cause) {
        super(message, cause);
    }
}
