package io.rootops.core.signal.prometheus;

import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.Series;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.limit.LimitKind;
import io.rootops.core.signal.prometheus.ServiceRoutes.Route;
import io.rootops.core.signal.store.MetricsBackend;
import io.rootops.core.signal.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Prometheus, and what speaks its API: services and their metrics by the common instrumentations. Which services there are is
 * asked again after five minutes. Thread-safe.
 */
public final class PrometheusMetrics implements MetricsBackend {
    private static final Duration ROUTES_LAST = Duration.ofMinutes(5);
    /** Four scrapes of the usual minute at least, and a fifth to be sure: a rate needs two. */
    private static final Duration SHORTEST_RANGE = Duration.ofMinutes(5);

    private static final Duration TO_THE_BORDER = Duration.ofSeconds(14);

    private final PrometheusClient client;
    private final InstantSource clock;
    private final Portions portions;
    private final PrometheusStarts starts;
    private final PrometheusLimits limits;
    private volatile @Nullable Asked asked;

    private record Asked(ServiceRoutes routes, Instant at) {}

    public PrometheusMetrics(PrometheusClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
        this.portions = new Portions(client);
        this.starts = new PrometheusStarts(portions);
        this.limits = new PrometheusLimits(client, portions);
    }

    @Override
    public String name() {
        return "prometheus";
    }

    @Override
    public Map<ServiceName, Set<MetricKind>> services() throws StoreException, InterruptedException {
        return routes().services();
    }

    /** Two that find them old at the same time ask twice, which is harmless. */
    private ServiceRoutes routes() throws StoreException, InterruptedException {
        Instant now = clock.instant();
        Asked before = asked;
        if (before != null && now.isBefore(before.at().plus(ROUTES_LAST)) && !now.isBefore(before.at())) {
            return before.routes();
        }
        ServiceRoutes routes = ServiceRoutes.ask(client, now);
        asked = new Asked(routes, now);
        return routes;
    }

    @Override
    public Map<ServiceName, Series> series(
            MetricKind kind, Set<ServiceName> services, Instant from, Instant to, Duration step)
            throws StoreException, InterruptedException {
        Instant now = clock.instant();
        long span = Duration.between(from, to.isBefore(now) ? to : now).toMillis();
        int steps = Math.toIntExact(Math.max(0, span / step.toMillis()));
        if (steps == 0) {
            return Map.of();
        }
        // A value is of what was before its time.
        Grid ends = new Grid(Instant.ofEpochMilli(from.toEpochMilli()).plus(step), step, steps);
        Map<ServiceName, double[]> values = new HashMap<>();
        for (Map.Entry<Route, List<ServiceName>> each :
                routes().to(kind, services).entrySet()) {
            Route route = each.getKey();
            portions.ask(
                    each.getValue(),
                    ends,
                    it -> expression(route, kind, it, step),
                    (begin, series) -> series.forEach(it -> {
                        ServiceName service = route.service(it.labels());
                        if (service != null && services.contains(service)) {
                            add(kind, it.values(), begin, values.computeIfAbsent(service, name -> none(steps)));
                        }
                    }));
        }
        Map<ServiceName, Series> found = new HashMap<>();
        values.forEach(
                (service, its) -> found.put(service, Series.of(ends.first().minus(step), step, its)));
        return found;
    }

    @Override
    public Map<MetricKind, String> queries(ServiceName service) {
        Asked last = asked;
        Map<MetricKind, String> queries = new EnumMap<>(MetricKind.class);
        if (last != null) {
            for (MetricKind kind : MetricKind.values()) {
                last.routes()
                        .to(kind, Set.of(service))
                        .forEach((route, it) -> queries.put(kind, expression(route, kind, it, SHORTEST_RANGE)));
            }
        }
        return queries;
    }

    private static String expression(Route route, MetricKind kind, List<ServiceName> services, Duration step) {
        Duration range = step.compareTo(SHORTEST_RANGE) < 0 ? SHORTEST_RANGE : step;
        // The names come last: they may look like a place to fill.
        String template =
                Objects.requireNonNull(route.instrumentation().expressions().get(kind));
        return template.replace("<by>", route.by())
                .replace("<range>", range.toMillis() + "ms")
                .replace("<step>", step.plus(TO_THE_BORDER).toMillis() + "ms")
                .replace("<in>", route.in(services));
    }

    private static double[] none(int steps) {
        double[] values = new double[steps];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    /** Parts of a service are one: together they use so much, and it is as slow as the slowest. */
    private static void add(MetricKind kind, double[] part, int begin, double[] all) {
        for (int i = 0; i < part.length; i++) {
            double before = all[begin + i];
            if (Double.isNaN(before)) {
                all[begin + i] = part[i];
            } else if (!Double.isNaN(part[i])) {
                all[begin + i] = kind == MetricKind.LATENCY ? Math.max(before, part[i]) : before + part[i];
            }
        }
    }

    @Override
    public Map<ServiceName, List<Start>> starts(Set<ServiceName> services, Instant from, Instant to)
            throws StoreException, InterruptedException {
        Instant now = clock.instant();
        return starts.between(routes().toStarts(services), from, to.isBefore(now) ? to : now, now);
    }

    @Override
    public Map<ServiceName, Series> filling(LimitKind kind, Instant from, Instant to, Duration step)
            throws StoreException, InterruptedException {
        return limits.shares(kind, from, to, step);
    }
}
