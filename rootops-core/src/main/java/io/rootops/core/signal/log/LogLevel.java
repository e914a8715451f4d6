package io.rootops.core.signal.log;

import org.jspecify.annotations.Nullable;

/** How bad a line says that things are. */
public enum LogLevel {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR,
    FATAL;

    /** By one of its many names, in any case; null: it is none. */
    public static @Nullable LogLevel named(String word) {
        return LevelWord.of(word.toCharArray(), 0, word.length());
    }

    /** Whether something went wrong. */
    public boolean isError() {
        return this == ERROR || this == FATAL;
    }
}
