package io.rootops.core.signal;

import java.util.Locale;

/** What a metric of a service measures. */
public enum MetricKind {
    ERRORS(Direction.RISE, "per_second"),
    LATENCY(Direction.RISE, "seconds"),
    CPU(Direction.RISE, "cores"),
    MEMORY(Direction.RISE, "bytes"),
    /** The newest value is of an hour, in series each is of a step. */
    RESTARTS(Direction.RISE, "per_hour"),
    REQUESTS(Direction.DROP, "per_second");

    private final Direction worse;
    private final String unit;

    MetricKind(Direction worse, String unit) {
        this.worse = worse;
        this.unit = unit;
    }

    public Direction worse() {
        return worse;
    }

    /** Of newest values, in one word. */
    public String unit() {
        return unit;
    }

    /** In lower case, as it is stored and told to programs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static MetricKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
