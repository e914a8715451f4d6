package io.rootops.core.signal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The newest value of a metric.
 *
 * @param at the end of the time that it is of
 * @param value in {@link MetricKind#unit}
 * @param usual at this time of the day; null: not known
 */
public record Measurement(
        ServiceName service,
        MetricKind kind,
        Instant at,
        double value,
        @Nullable UsualBand usual) {}
