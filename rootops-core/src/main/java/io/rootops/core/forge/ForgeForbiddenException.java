package io.rootops.core.forge;

/** The forge does not let us do this on the repository, until somebody changes a permission there. */
public final class ForgeForbiddenException extends ForgeException {
    private static final long serialVersionUID = 1L;

    public ForgeForbiddenException(String message, Throwable cause) {
        super(message, cause);
    }
}
