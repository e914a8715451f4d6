package io.rootops.core.secret;

import org.jspecify.annotations.Nullable;

/** Secrets cannot be stored or read; the message names the file, what was expected and how to mend it. */
public final class KeyFileException extends Exception {
    private static final long serialVersionUID = 1L;

    KeyFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
