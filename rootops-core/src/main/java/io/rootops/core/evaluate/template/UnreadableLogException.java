package io.rootops.core.evaluate.template;

/** Labelled logs cannot be read; the message names the file, what was expected and how to mend it. */
public final class UnreadableLogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableLogException(String message) {
        super(message);
    }

    UnreadableLogException(String message, Throwable cause) {
        super(message, cause);
    }
}
