package io.rootops.core.signal.limit;

import io.rootops.core.signal.ServiceName;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A limit that a service will reach if it goes on as it did.
 *
 * @param at when it was foretold
 * @param used share of the limit at that time
 */
public record FoundLimit(ServiceName service, LimitKind kind, Instant at, double used, LimitForecast forecast) {
    public Instant soonest() {
        return at.plus(forecast.soonest());
    }

    public Instant expected() {
        return at.plus(forecast.expected());
    }

    /** Null: not known. */
    public @Nullable Instant latest() {
        Duration latest = forecast.latest();
        return latest == null ? null : at.plus(latest);
    }
}
