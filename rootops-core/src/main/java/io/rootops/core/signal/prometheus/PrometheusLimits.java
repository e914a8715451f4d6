package io.rootops.core.signal.prometheus;

import static io.rootops.core.signal.limit.LimitKind.DISK;
import static io.rootops.core.signal.limit.LimitKind.MEMORY;

import io.rootops.core.signal.Series;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.limit.LimitKind;
import io.rootops.core.signal.prometheus.ServiceRoutes.Route;
import io.rootops.core.signal.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How full what services can fill is, by what the common exporters say of limits. */
final class PrometheusLimits {
    /** The fullest. */
    private static final int MOST_SERVICES = 50;
    /** What is emptier than this is not full in three days that anybody could foretell. */
    private static final double LEAST = 0.05;

    /**
     * @param source its metric tells whether there is any
     * @param expression share by service, with places to fill: {@code <in>} matchers, {@code <by>} labels
     */
    private record Filled(LimitKind kind, Instrumentation source, String expression) {}

    private static final List<Filled> ALL = List.of(
            container(Instrumentations.KUBERNETES_ONLY, Instrumentations.POD),
            container(Instrumentations.DOCKER_ONLY, Instrumentations.DOCKER),
            // What garbage collection leaves over is what fills it up. Pools without a limit of their own say -1.
            filled(
                    MEMORY,
                    "jvm_memory_max_bytes",
                    "area=\"heap\"",
                    Instrumentations.OWN,
                    "sum without (id) (min_over_time(jvm_memory_used_bytes{<in>}[1h]))"
                            + " / sum without (id) (jvm_memory_max_bytes{<in>} > 0)"),
            filled(
                    DISK,
                    "kube_pod_spec_volumes_persistentvolumeclaims_info",
                    "",
                    Instrumentations.POD,
                    "kube_pod_spec_volumes_persistentvolumeclaims_info{<in>}"
                            + " * on (namespace, persistentvolumeclaim) group_left ()"
                            + " max by (namespace, persistentvolumeclaim)"
                            + " (kubelet_volume_stats_used_bytes / kubelet_volume_stats_capacity_bytes)"),
            filled(
                    DISK,
                    "disk_total_bytes",
                    "",
                    Instrumentations.OWN,
                    "1 - disk_free_bytes{<in>} / (disk_total_bytes{<in>} > 0)"),
            filled(
                    DISK,
                    "node_filesystem_size_bytes",
                    "fstype!~\"tmpfs|ramfs|overlay|squashfs|iso9660|nsfs|fuse.*\"",
                    Instrumentations.OWN,
                    "1 - node_filesystem_avail_bytes{<in>} / (node_filesystem_size_bytes{<in>} > 0)"));

    private final PrometheusClient client;
    private final Portions portions;

    PrometheusLimits(PrometheusClient client, Portions portions) {
        this.client = client;
        this.portions = portions;
    }

    private static Filled container(String only, List<ServiceLabel> labels) {
        return filled(
                MEMORY,
                "container_spec_memory_limit_bytes",
                only,
                labels,
                "container_memory_working_set_bytes{<in>} / (container_spec_memory_limit_bytes{<in>} > 0)");
    }

    private static Filled filled(
            LimitKind kind, String metric, String only, List<ServiceLabel> labels, String expression) {
        return new Filled(
                kind,
                new Instrumentation(metric, only, labels, Map.of(), Instrumentation.Value.NUMBER),
                "max by (<by>) (" + expression + ")");
    }

    /** Shares from 0 on, of the services that are fullest at the end; see {@link PrometheusMetrics#filling}. */
    Map<ServiceName, Series> shares(LimitKind kind, Instant from, Instant to, Duration step)
            throws StoreException, InterruptedException {
        int steps = Math.toIntExact(Duration.between(from, to).toMillis() / step.toMillis());
        if (steps <= 0) {
            return Map.of();
        }
        Grid ends = new Grid(from.plus(step), step, steps);
        Map<ServiceName, double[]> values = new HashMap<>();
        for (Map.Entry<Filled, Map<Route, List<ServiceName>>> each :
                fullest(kind, to).entrySet()) {
            for (Map.Entry<Route, List<ServiceName>> its : each.getValue().entrySet()) {
                Route route = its.getKey();
                Set<ServiceName> asked = Set.copyOf(its.getValue());
                portions.ask(
                        its.getValue(),
                        ends,
                        it -> expression(each.getKey(), route, route.in(it)),
                        (begin, series) -> series.forEach(it -> {
                            ServiceName service = route.service(it.labels());
                            if (service != null && asked.contains(service)) {
                                highest(it.values(), begin, values.computeIfAbsent(service, name -> none(steps)));
                            }
                        }));
            }
        }
        return values.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> Series.of(from, step, it.getValue())));
    }

    private Map<Filled, Map<Route, List<ServiceName>>> fullest(LimitKind kind, Instant now)
            throws StoreException, InterruptedException {
        List<Filled> candidates = ALL.stream().filter(it -> it.kind() == kind).toList();
        Set<String> metrics = client.existing(
                candidates.stream().map(it -> it.source().metric()).collect(Collectors.toSet()), now);
        Map<ServiceName, Now> found = new TreeMap<>();
        for (Filled each : candidates) {
            if (metrics.contains(each.source().metric())) {
                add(each, now, found);
            }
        }
        Map<Filled, Map<Route, List<ServiceName>>> chosen = new LinkedHashMap<>();
        found.entrySet().stream()
                .filter(it -> it.getValue().share() >= LEAST)
                .sorted(Comparator.comparingDouble(it -> -it.getValue().share()))
                .limit(MOST_SERVICES)
                .forEach(it -> chosen.computeIfAbsent(it.getValue().filled(), filled -> new LinkedHashMap<>())
                        .computeIfAbsent(it.getValue().route(), route -> new ArrayList<>())
                        .add(it.getKey()));
        return chosen;
    }

    private record Now(Filled filled, Route route, double share) {}

    /** Of those that tell of a service the first counts. */
    private void add(Filled filled, Instant now, Map<ServiceName, Now> found)
            throws StoreException, InterruptedException {
        Map<ServiceName, Now> its = new HashMap<>();
        Route any = new Route(filled.source(), 0);
        for (PrometheusSeries series :
                client.query(expression(filled, any, filled.source().only()), now)) {
            Route route = route(filled.source(), series.labels());
            ServiceName service = route == null ? null : route.service(series.labels());
            if (service != null && route != null) {
                its.merge(
                        service,
                        new Now(filled, route, series.values()[0]),
                        (one, other) -> one.share() >= other.share() ? one : other);
            }
        }
        its.forEach(found::putIfAbsent);
    }

    private static @Nullable Route route(Instrumentation source, Map<String, String> labels) {
        for (int i = 0; i < source.labels().size(); i++) {
            if (labels.containsKey(source.labels().get(i).label())) {
                return new Route(source, i);
            }
        }
        return null;
    }

    private static String expression(Filled filled, Route route, String in) {
        // The names come last: they may look like a place to fill.
        return filled.expression().replace("<by>", route.by()).replace("<in>", in);
    }

    private static double[] none(int steps) {
        double[] values = new double[steps];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    private static void highest(double[] part, int begin, double[] all) {
        for (int i = 0; i < part.length; i++) {
            double before = all[begin + i];
            all[begin + i] = Double.isNaN(before) || part[i] > before ? part[i] : before;
        }
    }
}
