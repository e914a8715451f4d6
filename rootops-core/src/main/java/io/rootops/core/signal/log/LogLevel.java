package io.rootops.core.signal.log;

/** How bad a line says that things are. */
public enum LogLevel {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR,
    FATAL;

    /** Whether something went wrong. */
    public boolean isError() {
        return this == ERROR || this == FATAL;
    }
}
