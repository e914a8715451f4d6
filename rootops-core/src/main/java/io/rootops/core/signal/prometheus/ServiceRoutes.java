package io.rootops.core.signal.prometheus;

import io.rootops.core.signal.EnvironmentLabel;
import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.prometheus.Instrumentation.Value;
import io.rootops.core.signal.store.StoreException;
import io.rootops.core.signal.store.StoreException.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** By which metric each service is measured. Immutable. */
final class ServiceRoutes {
    private final Map<ServiceName, Map<MetricKind, Route>> kinds = new HashMap<>();
    private final Map<ServiceName, Route> starts = new HashMap<>();

    private ServiceRoutes() {}

    /**
     * How a service is found among the series of a metric.
     *
     * @param label the place of the label that names it
     */
    record Route(Instrumentation instrumentation, int label) {
        /** Matchers that select series of any of these services, and perhaps some more. */
        String in(Collection<ServiceName> services) {
            List<ServiceLabel> labels = instrumentation.labels();
            Stream<String> before = labels.subList(0, label).stream().map(ServiceLabel::absent);
            List<String> names =
                    services.stream().map(ServiceName::name).distinct().toList();
            return Stream.of(
                            Stream.of(instrumentation.only()).filter(it -> !it.isEmpty()),
                            before,
                            Stream.of(labels.get(label).matcher(names)))
                    .flatMap(it -> it)
                    .collect(Collectors.joining(","));
        }

        /** Labels that tell a service and where it runs. */
        String by() {
            List<String> environments =
                    PromQl.plain(instrumentation.metric()) ? EnvironmentLabel.NAMES : EnvironmentLabel.ALL;
            return Stream.concat(instrumentation.labels().stream().map(ServiceLabel::label), environments.stream())
                    .map(PromQl::label)
                    .collect(Collectors.joining(","));
        }

        /** Null: the series is of none. */
        @Nullable
        ServiceName service(Map<String, String> labels) {
            return named(instrumentation.labels().get(label).name(labels), labels);
        }
    }

    /** Names that are too long to be kept would not be found again. */
    private static @Nullable ServiceName named(@Nullable String name, Map<String, String> labels) {
        if (name == null) {
            return null;
        }
        ServiceName service = ServiceName.of(name, EnvironmentLabel.of(labels));
        return service.name().equals(name) ? service : null;
    }

    /** Asks which services there are, one question a metric that the store has. */
    static ServiceRoutes ask(PrometheusClient client, Instant now) throws StoreException, InterruptedException {
        Set<String> metrics = client.existing(
                Instrumentations.ALL.stream().map(Instrumentation::metric).collect(Collectors.toSet()), now);
        ServiceRoutes routes = new ServiceRoutes();
        for (Instrumentation each : Instrumentations.ALL) {
            if (metrics.contains(each.metric())) {
                routes.ask(each, client, now);
            }
        }
        return routes;
    }

    private void ask(Instrumentation each, PrometheusClient client, Instant now)
            throws StoreException, InterruptedException {
        String query = "count by (" + new Route(each, 0).by() + ") (" + each.present() + ")";
        try {
            client.query(query, now).forEach(it -> add(each, it.labels()));
        } catch (StoreException e) {
            // Where native histograms are not known, what has the name of one is a summary.
            if (each.value() != Value.HISTOGRAM || e.kind() != Kind.NOT_UNDERSTOOD) {
                throw e;
            }
        }
    }

    private void add(Instrumentation instrumentation, Map<String, String> labels) {
        List<ServiceLabel> candidates = instrumentation.labels();
        for (int i = 0; i < candidates.size(); i++) {
            if (labels.containsKey(candidates.get(i).label())) {
                ServiceName service = named(candidates.get(i).name(labels), labels);
                if (service != null) {
                    Route route = new Route(instrumentation, i);
                    Map<MetricKind, Route> its =
                            kinds.computeIfAbsent(service, name -> new EnumMap<>(MetricKind.class));
                    instrumentation.expressions().keySet().forEach(it -> its.putIfAbsent(it, route));
                    if (instrumentation.value() == Value.START) {
                        starts.putIfAbsent(service, route);
                    }
                }
                return;
            }
        }
    }

    Map<ServiceName, Set<MetricKind>> services() {
        return kinds.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, it -> Set.copyOf(it.getValue().keySet())));
    }

    /** The services by the route to this kind of metric; those that are not measured are left out. */
    Map<Route, List<ServiceName>> to(MetricKind kind, Set<ServiceName> services) {
        return grouped(services, it -> kinds.getOrDefault(it, Map.of()).get(kind));
    }

    /** The services by the route to when their instances began. */
    Map<Route, List<ServiceName>> toStarts(Set<ServiceName> services) {
        return grouped(services, starts::get);
    }

    private interface Finder {
        @Nullable
        Route find(ServiceName service);
    }

    private static Map<Route, List<ServiceName>> grouped(Set<ServiceName> services, Finder finder) {
        Map<Route, List<ServiceName>> grouped = new LinkedHashMap<>();
        services.stream().sorted().forEach(it -> {
            Route route = finder.find(it);
            if (route != null) {
                grouped.computeIfAbsent(route, all -> new ArrayList<>()).add(it);
            }
        });
        return grouped;
    }
}
