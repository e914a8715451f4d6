package io.rootops.core.memory;

/** The cursor of a list is none that a list gave. */
public final class MalformedCursorException extends RuntimeException {
    public MalformedCursorException(String cursor) {
        super("cursor '" + cursor + "' is not one that this list gave; start again without a cursor");
    }
}
