package io.rootops.core.signal.loki;

import java.util.Map;

/**
 * One entry of a stream.
 *
 * @param stream labels of the stream, without the {@code detected_level} that Loki adds for each entry
 * @param nanos since 1970
 */
public record LokiLine(Map<String, String> stream, long nanos, String text) {}
