package io.rootops.core.signal.verdict;

import io.rootops.core.signal.Series;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A log template of a service, with level error or above, or of a stack trace.
 *
 * @param id stable, as shown
 * @param lastSeenBefore when a line of it last came before the deployment began; null: never
 * @param counts lines a step
 */
public record ErrorTemplate(String id, @Nullable Instant lastSeenBefore, Series counts) {}
