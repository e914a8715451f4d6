package io.rootops.core.signal;

import java.util.Locale;

/** What a metric of a service measures. */
public enum MetricKind {
    ERRORS(Direction.RISE),
    LATENCY(Direction.RISE),
    CPU(Direction.RISE),
    MEMORY(Direction.RISE),
    RESTARTS(Direction.RISE),
    REQUESTS(Direction.DROP);

    private final Direction worse;

    MetricKind(Direction worse) {
        this.worse = worse;
    }

    public Direction worse() {
        return worse;
    }

    /** As it is stored and written in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static MetricKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
