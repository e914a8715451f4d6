package io.rootops.core.settings;

/** A value that must not be seen: it prints as stars. */
public record Secret(String value) {
    @Override
    public String toString() {
        return "***";
    }
}
