package io.rootops.dashboard.events;

/** An event that cannot be used. */
public final class MalformedEventException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * Makes one.
     *
     * @param field that cannot be used, as its sender writes it
     * @param expected in its place
     */
    MalformedEventException(String field, String expected) {
        super(field + " cannot be used; expected " + expected);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
