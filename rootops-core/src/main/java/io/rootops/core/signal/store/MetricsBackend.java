package io.rootops.core.signal.store;

import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.Series;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.limit.LimitKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A store of metrics, with those of each service that it could make out by itself. Thread-safe. */
public interface MetricsBackend {
    /** As it is told to people. */
    String name();

    /** What is measured of each service now, or was half an hour ago; looked up anew every few minutes. */
    Map<ServiceName, Set<MetricKind>> services() throws StoreException, InterruptedException;

    /**
     * Values of a metric: errors and requests a second, latency in seconds (95th percentile, else the mean), processor
     * cores, bytes of memory, restarts a step. Rates and latencies of steps shorter than five minutes are of the five minutes
     * up to their end: a scrape a minute tells no more. Too few requests have no 95th percentile.
     *
     * @param step each value is of the step that begins at its time
     * @param from the first step's begin
     * @param to exclusive; what is not over yet is not measured
     * @return of the services of which anything was measured
     */
    Map<ServiceName, Series> series(MetricKind kind, Set<ServiceName> services, Instant from, Instant to, Duration step)
            throws StoreException, InterruptedException;

    /**
     * How full what services can fill is: shares of its limit, 0 for nothing, of the fullest part of each service.
     *
     * @param kind that has a limit of its own
     * @return of the fullest services; empty where the store knows no such limit
     */
    default Map<ServiceName, Series> filling(LimitKind kind, Instant from, Instant to, Duration step)
            throws StoreException, InterruptedException {
        return Map.of();
    }

    /**
     * What it asks the store for a service at five-minute steps, in the store's language, so that people can ask the same; as
     * far as was known when {@link #services} was last asked. Empty: it cannot be told.
     */
    default Map<MetricKind, String> queries(ServiceName service) {
        return Map.of();
    }

    /** When instances of services began, in the order of time, from {@code from} to {@code to}. */
    Map<ServiceName, List<Start>> starts(Set<ServiceName> services, Instant from, Instant to)
            throws StoreException, InterruptedException;

    /**
     * An instance that began.
     *
     * @param instance as the store tells instances apart
     * @param version that it says it is of; null: it does not say
     * @param revision full or abbreviated sha of the commit that it says it was built from; null: it does not say
     */
    record Start(
            Instant at,
            String instance,
            @Nullable String version,
            @Nullable String revision) {}
}
