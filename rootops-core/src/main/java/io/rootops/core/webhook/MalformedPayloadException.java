package io.rootops.core.webhook;

/** A payload that no attempt can read; the message says why, in one line without anything of the payload. */
public final class MalformedPayloadException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedPayloadException(String message, Throwable cause) {
        super(message, cause);
    }
}
