package io.rootops.core.signal.loki;

/**
 * Lines between two times.
 *
 * @param text LogQL that selects them
 * @param from nanoseconds since 1970, inclusive
 * @param to nanoseconds since 1970, exclusive
 */
public record LokiQuery(String text, long from, long to) {}
