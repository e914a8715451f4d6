package io.rootops.core.suspicion;

import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.ServiceName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that looks wrong in a service.
 *
 * @param template number of the log template; null: it is of none
 * @param metric null: it is of logs
 * @param first when it began, as far as is known
 * @param last up to when it was seen
 * @param value events that came; of silence, seconds without a line; of a metric, its value in the unit of its kind
 * @param expected events that were expected instead, lines in that time, or the median of the day before; null: a new error
 * @param asLarge how many earlier times were as extreme; null: they are not counted
 * @param placebos of so many; null: they are not counted
 */
public record Finding(
        ServiceName service,
        Kind kind,
        @Nullable Long template,
        @Nullable MetricKind metric,
        Instant first,
        Instant last,
        double value,
        @Nullable Double expected,
        @Nullable Integer asLarge,
        @Nullable Integer placebos) {

    /** Whether it is the same thing, seen again. */
    public boolean sameAs(Finding other) {
        return service.equals(other.service)
                && kind == other.kind
                && metric == other.metric
                && (template == null ? other.template == null : template.equals(other.template));
    }
}
