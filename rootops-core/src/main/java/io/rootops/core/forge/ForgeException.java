package io.rootops.core.forge;

/** The forge refused, does not know the repository, or cannot be reached; the message says which and how to mend it. */
public sealed class ForgeException extends Exception
        permits ForgeForbiddenException, ForgeLimitException, ForgeRejectedException {
    private static final long serialVersionUID = 1L;

    public ForgeException(String message, Throwable cause) {
        super(message, cause);
    }
}
