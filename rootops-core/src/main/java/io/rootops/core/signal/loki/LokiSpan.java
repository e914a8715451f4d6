package io.rootops.core.signal.loki;

/**
 * What one slice asks for; nanoseconds since 1970.
 *
 * @param again from here to {@code from} all was read before, and is looked at again for lines that came late
 * @param from where the new begins; whole seconds behind it is {@code to}
 * @param to exclusive
 */
public record LokiSpan(long again, long from, long to) {}
