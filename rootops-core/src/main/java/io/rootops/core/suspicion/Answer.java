package io.rootops.core.suspicion;

import java.util.Locale;

/** What a person says of a suspicion. */
public enum Answer {
    /** Something was wrong: it is an incident. */
    CONFIRMED,
    /** Nothing was wrong. */
    DISMISSED,
    /** This service does so, and is not to be told of it again. */
    EXPECTED;

    /** As it is stored and written in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when it is none of them */
    public static Answer of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
