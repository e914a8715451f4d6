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
 */
public record LogLine(String service, @Nullable String environment, String stream, Instant at, String text) {}
