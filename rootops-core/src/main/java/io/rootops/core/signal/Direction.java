package io.rootops.core.signal;

/** Which way is worse. */
public enum Direction {
    /** Errors, latency, CPU, memory, restarts. */
    RISE,
    /** Requests. */
    DROP
}
