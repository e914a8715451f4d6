package io.rootops.core.signal.prometheus;

import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.prometheus.ServiceRoutes.Route;
import io.rootops.core.signal.store.MetricsBackend.Start;
import io.rootops.core.signal.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** When instances began, by the metrics whose value is that time, and what they say that they were built from. */
final class PrometheusStarts {
    private static final Duration STEP = Duration.ofMinutes(1);
    /** So long after its beginning an instance is looked for: it is scraped by then. Each look at it is a point. */
    private static final Duration SEEN_WITHIN = Duration.ofMinutes(10);

    /** Where Prometheus puts the name of a metric for us: calculating drops it. */
    private static final String METRIC = "rootops_metric";

    private static final List<String> INSTANCE = List.of("exported_pod", "pod", "kubernetes_pod_name", "instance");
    /** All containers of a machine are told by one instance. */
    private static final List<String> CONTAINER = List.of("pod", "name");

    private final Portions portions;

    PrometheusStarts(Portions portions) {
        this.portions = portions;
    }

    /** An instance of a service that began. */
    private record Begun(ServiceName service, String instance, Instant at) {}

    private interface Found {
        /** @param look at which it was there, by its place */
        void take(Begun begun, int look, Map<String, String> labels);
    }

    /** @param to not after {@code now} */
    Map<ServiceName, List<Start>> between(Map<Route, List<ServiceName>> routes, Instant from, Instant to, Instant now)
            throws StoreException, InterruptedException {
        Map<ServiceName, List<Start>> all = new HashMap<>();
        Grid looks = looks(from, to, now);
        for (Map.Entry<Route, List<ServiceName>> each : routes.entrySet()) {
            Route route = each.getKey();
            Set<ServiceName> asked = Set.copyOf(each.getValue());
            Set<Begun> begun = new HashSet<>();
            look(route, each.getValue(), looks, young(route), (it, look, labels) -> {
                if (asked.contains(it.service())
                        && !it.at().isBefore(from)
                        && it.at().isBefore(to)) {
                    begun.add(it);
                }
            });
            Map<Begun, BuildInfo> built = new HashMap<>();
            List<ServiceName> services =
                    begun.stream().map(Begun::service).distinct().sorted().toList();
            look(route, services, looks, built(route), (it, look, labels) -> {
                if (begun.contains(it)) {
                    String metric = labels.getOrDefault(METRIC, "");
                    built.merge(it, BuildInfo.of(metric, look, it.service(), labels), BuildInfo::better);
                }
            });
            begun.forEach(it -> {
                BuildInfo info = built.getOrDefault(it, BuildInfo.NONE);
                all.computeIfAbsent(it.service(), name -> new ArrayList<>())
                        .add(new Start(it.at(), it.instance(), info.version(), info.revision()));
            });
        }
        all.values().forEach(it -> it.sort(Comparator.comparing(Start::at).thenComparing(Start::instance)));
        return all;
    }

    /** The last looks are after the end: who began just before it is seen later. */
    private static Grid looks(Instant from, Instant to, Instant now) {
        Instant last = to.plus(SEEN_WITHIN);
        long span = Duration.between(from, last.isBefore(now) ? last : now).toMillis();
        Instant first = Instant.ofEpochMilli(from.toEpochMilli());
        return new Grid(first, STEP, (int) Math.max(1, span / STEP.toMillis() + 1));
    }

    private void look(Route route, List<ServiceName> services, Grid looks, String expression, Found found)
            throws StoreException, InterruptedException {
        List<String> instance = route.instrumentation().metric().startsWith("container_") ? CONTAINER : INSTANCE;
        Portions.Question question = it -> expression.replace("<in>", route.in(it));
        portions.ask(
                services,
                looks,
                question,
                (begin, series) -> series.forEach(it -> {
                    ServiceName service = route.service(it.labels());
                    for (int i = 0; service != null && i < it.values().length; i++) {
                        if (!Double.isNaN(it.values()[i])) {
                            Instant at = Instant.ofEpochMilli(Math.round(it.values()[i] * 1000));
                            Begun begun = new Begun(service, first(instance, it.labels()), at);
                            found.take(begun, begin + i, it.labels());
                        }
                    }
                }));
    }

    private static String young(Route route) {
        return route.instrumentation().metric() + "{<in>} > time() - " + SEEN_WITHIN.toSeconds();
    }

    /** The time at which an instance began, with the labels of what it says of itself, which has the value 1. */
    private static String built(Route route) {
        return "label_replace({__name__=~\"(?:.+_)?build_info|target_info\",<in>}, \"" + METRIC
                + "\", \"$1\", \"__name__\", \"(.*)\") * on (job, instance) group_left () (max by (job, instance) ("
                + young(route) + "))";
    }

    private static String first(List<String> names, Map<String, String> labels) {
        return names.stream()
                .filter(labels::containsKey)
                .findFirst()
                .map(labels::get)
                .orElse("");
    }
}
