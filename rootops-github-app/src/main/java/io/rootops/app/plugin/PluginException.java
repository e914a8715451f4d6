package io.rootops.app.plugin;

/** A jar of a third party cannot be used; the message says which and what to do. */
public final class PluginException extends Exception {
    private static final long serialVersionUID = 1L;

    PluginException(String message, Throwable cause) {
        super(message, cause);
    }
}
