package io.rootops.core.forge;

/** The forge understood, and does not take this: asking again is hardly of use. */
public final class ForgeRejectedException extends ForgeException {
    private static final long serialVersionUID = 1L;

    public ForgeRejectedException(String message, Throwable cause) {
        super(message, cause);
    }
}
