package io.rootops.core.signal.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line as a backend has it.
 *
 * @param service whose it is
 * @param environment that it runs in; null: not known
 * @param stream a file, or the output of one instance: lines of an event follow each other in it
 * @param at when it was written, as far as is known
 * @param level that stands beside the line, and wins over what it says; null: none does
 */
public record LogLine(
        String service,
        @Nullable String environment,
        String stream,
        Instant at,
        String text,
        @Nullable LogLevel level) {
    /** With nothing beside it. */
    public LogLine(String service, @Nullable String environment, String stream, Instant at, String text) {
        this(service, environment, stream, at, text, null);
    }
}
