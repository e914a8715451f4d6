package io.rootops.core.signal;

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
}
