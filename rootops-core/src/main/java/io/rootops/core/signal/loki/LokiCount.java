package io.rootops.core.signal.loki;

/**
 * How many lines of a service there were.
 *
 * @param level as Loki detected it, which is a hint and no more; empty: it did not
 */
public record LokiCount(String service, String level, long lines) {}
