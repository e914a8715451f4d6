package io.rootops.core.engine;

import io.rootops.core.memory.MetricMemory;
import io.rootops.core.memory.MetricSources;
import io.rootops.core.signal.Measurement;
import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.Series;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.anomaly.FoundAnomaly;
import io.rootops.core.signal.store.MetricsBackend;
import io.rootops.core.signal.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what a store measures of services: the newest values, what is usual, anomalies, and limits ahead. Replicas take turns; each knows the
 * last week by itself. Of one thread.
 */
public final class MetricReading {
    private static final Logger LOG = LoggerFactory.getLogger(MetricReading.class);
    private static final int MOST_SERVICES = 200;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** Some stores have what was scraped a little later. */
    private static final int MINUTES = 3;

    private static final Duration HOUR = Duration.ofHours(1);
    /** Older anomalies are no news at the first start. */
    private static final Duration NEWS = Duration.ofDays(1);

    private final MetricsBackend backend;
    private final MetricSources sources;
    private final MetricMemory memory;
    private final InstantSource clock;
    private final MetricWatch watch;
    private final LimitReading limits;
    /** For people; null: there was none, or they were not looked for here. */
    private @Nullable String limitsProblem;
    /** The newest of each service. */
    private final Map<ServiceName, Double> requests = new HashMap<>();

    public MetricReading(MetricsBackend backend, MetricSources sources, MetricMemory memory, InstantSource clock) {
        this.backend = backend;
        this.sources = sources;
        this.memory = memory;
        this.clock = clock;
        this.watch = new MetricWatch(backend, Runtime.getRuntime().maxMemory());
        this.limits = new LimitReading(backend);
    }

    /**
     * Reads once. The newest values are kept before the week is asked for, which may take a while at the start.
     *
     * @param source that was claimed before
     * @throws StoreException when the store cannot be read; what was read before that is kept
     */
    public void read(String source) throws StoreException, InterruptedException {
        Instant now = clock.instant();
        Map<ServiceName, Set<MetricKind>> all = backend.services();
        Map<ServiceName, Set<MetricKind>> chosen = chosen(all);
        List<Measurement> measured = new ArrayList<>();
        for (MetricKind kind : MetricKind.values()) {
            measured.addAll(newest(kind, chosen, now));
        }
        requests.clear();
        measured.stream()
                .filter(it -> it.kind() == MetricKind.REQUESTS)
                .forEach(it -> requests.put(it.service(), it.value()));
        memory.store(source, measured, notes(all.size(), chosen.size()));

        Instant since =
                sources.find(source).map(MetricSources.Source::watchedTo).orElseGet(() -> now.minus(NEWS));
        Instant end = watch.advance(byRequests(chosen), now);
        watch.handOver(end, (service, series) -> {
            memory.keep(service, series);
            memory.asked(service, backend.queries(service));
        });
        if (since.isBefore(end)) {
            List<FoundAnomaly> anomalies = watch.anomalies(since, end);
            memory.found(source, anomalies, end);
        }
        // Marked before: what is asked for is much, and is not to be asked for again each minute where it fails.
        if (sources.claimLimits(source, now, HOUR)) {
            limits(source, slow(chosen), now);
        }
    }

    private void limits(String source, List<ServiceName> slow, Instant now) throws InterruptedException {
        try {
            memory.limits(source, limits.read(slow, now), now);
            limitsProblem = null;
        } catch (StoreException e) {
            LOG.warn("Limits ahead could not be looked for; tried again in an hour: {}", e.getMessage());
            limitsProblem = "Limits ahead could not be looked for, which is tried again each hour: " + e.getMessage();
        }
    }

    /** Those of which it is known how slow they are, the busiest first. */
    private List<ServiceName> slow(Map<ServiceName, Set<MetricKind>> services) {
        return byRequests(services).entrySet().stream()
                .filter(it -> it.getValue().contains(MetricKind.LATENCY))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Those of which most is known. */
    private static Map<ServiceName, Set<MetricKind>> chosen(Map<ServiceName, Set<MetricKind>> all) {
        Map<ServiceName, Set<MetricKind>> chosen = new LinkedHashMap<>();
        all.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<ServiceName, Set<MetricKind>> it) ->
                                -it.getValue().size())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_SERVICES)
                .forEach(it -> chosen.put(it.getKey(), it.getValue()));
        return chosen;
    }

    private Map<ServiceName, Set<MetricKind>> byRequests(Map<ServiceName, Set<MetricKind>> services) {
        Map<ServiceName, Set<MetricKind>> sorted = new LinkedHashMap<>();
        services.keySet().stream()
                .sorted(Comparator.comparingDouble(it -> -requests.getOrDefault(it, 0.0)))
                .forEach(it -> sorted.put(it, services.getOrDefault(it, Set.of())));
        return sorted;
    }

    private List<Measurement> newest(MetricKind kind, Map<ServiceName, Set<MetricKind>> services, Instant now)
            throws StoreException, InterruptedException {
        Set<ServiceName> which = services.entrySet().stream()
                .filter(it -> it.getValue().contains(kind))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        if (which.isEmpty()) {
            return List.of();
        }
        Duration step = kind == MetricKind.RESTARTS ? HOUR : MINUTE;
        int steps = kind == MetricKind.RESTARTS ? 1 : MINUTES;
        Instant to = now.truncatedTo(ChronoUnit.MINUTES);
        List<Measurement> newest = new ArrayList<>();
        backend.series(kind, which, to.minus(step.multipliedBy(steps)), to, step)
                .forEach((service, series) -> {
                    int last = last(series);
                    if (last >= 0) {
                        Instant at = series.start().plus(step.multipliedBy(last + 1L));
                        newest.add(new Measurement(
                                service,
                                kind,
                                at,
                                series.value(last),
                                // Of steps of five minutes, which tell nothing of an hour.
                                kind == MetricKind.RESTARTS ? null : watch.usual(service, kind, at)));
                    }
                });
        newest.sort(Comparator.comparing(Measurement::service));
        return newest;
    }

    /** -1: nothing was measured. */
    private static int last(Series series) {
        int last = series.size() - 1;
        while (last >= 0 && Double.isNaN(series.value(last))) {
            last--;
        }
        return last;
    }

    private List<String> notes(int all, int chosen) {
        List<String> notes = new ArrayList<>();
        if (all > chosen) {
            notes.add(String.format(
                    Locale.ENGLISH, "Of %,d services the %,d are read of which most is measured.", all, chosen));
        }
        if (!watch.watchesAll()) {
            notes.add("Anomalies are looked for in the services with the most requests only.");
        }
        if (limitsProblem != null) {
            notes.add(limitsProblem);
        }
        return notes;
    }
}
