package io.rootops.core.suspect;

import java.util.Locale;
import java.util.Optional;

/**
 * What ran where something went wrong.
 *
 * @param head full sha of its newest commit; empty: none is known
 * @param from what tells that it ran there
 */
public record Running(Optional<String> head, From from) {
    public static final Running NOTHING = new Running(Optional.empty(), From.NOTHING);

    /** Whence it is known. */
    public enum From {
        DEPLOYMENT,
        /** No deployment is known there: the head of the default branch at that time. */
        DEFAULT_BRANCH,
        NOTHING;

        /** As it is stored and written in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static From of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
