package io.rootops.core.engine;

import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.Series;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.store.MetricsBackend;
import io.rootops.core.signal.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Noisy metrics that are multiplied from some time on. */
final class InventedMetrics implements MetricsBackend {
    private final Map<ServiceName, Map<MetricKind, Double>> factors = new TreeMap<>();
    private final Map<ServiceName, List<Start>> starts = new HashMap<>();
    private final Instant changed;
    private boolean away;
    private int mostAskedFor;

    InventedMetrics(Instant changed) {
        this.changed = changed;
    }

    InventedMetrics with(ServiceName service, MetricKind kind, double factor) {
        factors.computeIfAbsent(service, it -> new TreeMap<>()).put(kind, factor);
        return this;
    }

    InventedMetrics begun(ServiceName service, Start... its) {
        starts.put(service, List.of(its));
        return this;
    }

    void away(boolean isAway) {
        away = isAway;
    }

    /** Services at once. */
    int mostAskedFor() {
        return mostAskedFor;
    }

    @Override
    public String name() {
        return "Prometheus";
    }

    @Override
    public Map<ServiceName, Set<MetricKind>> services() throws StoreException {
        answer();
        Map<ServiceName, Set<MetricKind>> services = new TreeMap<>();
        factors.forEach((service, kinds) -> services.put(service, kinds.keySet()));
        return services;
    }

    @Override
    public Map<ServiceName, Series> series(
            MetricKind kind, Set<ServiceName> services, Instant from, Instant to, Duration step) throws StoreException {
        answer();
        mostAskedFor = Math.max(mostAskedFor, services.size());
        Map<ServiceName, Series> series = new HashMap<>();
        factors.forEach((service, kinds) -> {
            Double factor = kinds.get(kind);
            if (factor != null && services.contains(service)) {
                Random random = new Random(31L * service.hashCode() + kind.ordinal());
                double[] values = new double[(int) (Duration.between(from, to).toMillis() / step.toMillis())];
                for (int i = 0; i < values.length; i++) {
                    boolean after = !from.plus(step.multipliedBy(i)).isBefore(changed);
                    values[i] = (100 + 10 * random.nextGaussian()) * (after ? factor : 1);
                }
                series.put(service, Series.of(from, step, values));
            }
        });
        return series;
    }

    @Override
    public Map<ServiceName, List<Start>> starts(Set<ServiceName> services, Instant from, Instant to)
            throws StoreException {
        answer();
        Map<ServiceName, List<Start>> found = new HashMap<>();
        starts.forEach((service, its) -> {
            if (services.contains(service)) {
                found.put(
                        service,
                        its.stream()
                                .filter(it ->
                                        !it.at().isBefore(from) && !it.at().isAfter(to))
                                .toList());
            }
        });
        return found;
    }

    private void answer() throws StoreException {
        if (away) {
            throw new StoreException(StoreException.Kind.UNREACHABLE, "nobody there");
        }
    }
}
