package io.rootops.dashboard;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.memory.MeasuredServices;
import io.rootops.core.memory.MetricSources;
import io.rootops.core.memory.ServiceOrigins;
import io.rootops.core.signal.Measurement;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.anomaly.FoundAnomaly;
import io.rootops.core.signal.origin.ServiceOrigin;
import io.rootops.dashboard.view.DeploymentsView;
import io.rootops.dashboard.view.MetricsView;
import io.rootops.dashboard.view.MetricsView.AnomalyItem;
import io.rootops.dashboard.view.MetricsView.LimitItem;
import io.rootops.dashboard.view.MetricsView.ServiceItem;
import io.rootops.dashboard.view.MetricsView.SourceItem;
import io.rootops.dashboard.view.MetricsView.Span;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what is measured of services. */
final class MetricsReader {
    /** Six kinds of each of 200 services, and of some that have just gone. */
    private static final int MOST_VALUES = 2_000;

    private static final int MOST_ANOMALIES = 200;
    private static final int MOST_LIMITS = 150;

    private final MetricSources sources;
    private final MeasuredServices services;
    private final ServiceOrigins origins;
    private final ChartReader charts;
    private final DeploymentsReader deployments;
    private final InstantSource clock;

    MetricsReader(
            MetricSources sources,
            MeasuredServices services,
            ServiceOrigins origins,
            ChartReader charts,
            DeploymentsReader deployments,
            InstantSource clock) {
        this.sources = sources;
        this.services = services;
        this.origins = origins;
        this.charts = charts;
        this.deployments = deployments;
        this.clock = clock;
    }

    /** @throws ProblemException when the query names a service that is not measured, or an unknown span */
    MetricsView read(Query query) {
        Instant now = clock.instant();
        Span asked = query.word("span", Span.class);
        Span span = asked == null ? Span.DAY : asked;
        List<FoundAnomaly> anomalies = services.anomalies(now, MOST_ANOMALIES);
        List<ServiceItem> items = items(now, anomalies);
        ServiceItem selected = selected(items, query);
        return new MetricsView(
                now,
                sources.all().stream().map(SourceItem::of).toList(),
                items,
                services.limits(now, MOST_LIMITS).stream().map(LimitItem::of).toList(),
                anomalies.stream().map(AnomalyItem::of).toList(),
                selected,
                span,
                selected == null
                        ? null
                        : charts.metrics(selected.serviceName(), now.minus(span.length()), now, span.step()),
                selected == null ? List.of() : deployed(selected.serviceName(), now.minus(span.length()), now));
    }

    private List<DeploymentsView.Item> deployed(ServiceName service, Instant since, Instant now) {
        RepositoryId origin = origins.of(service).map(ServiceOrigin::repository).orElse(null);
        return deployments.of(service, origin, since, now);
    }

    /** Those with a value of the last day, those that are worse than usual first. */
    List<ServiceItem> services(Instant now) {
        return items(now, services.anomalies(now, MOST_ANOMALIES));
    }

    private List<ServiceItem> items(Instant now, List<FoundAnomaly> anomalies) {
        Map<ServiceName, List<Measurement>> measured = services.newest(now, MOST_VALUES).stream()
                .collect(Collectors.groupingBy(Measurement::service, TreeMap::new, Collectors.toList()));
        Map<ServiceName, Long> byService =
                anomalies.stream().collect(Collectors.groupingBy(FoundAnomaly::service, Collectors.counting()));
        return measured.entrySet().stream()
                .map(it -> ServiceItem.of(it.getKey(), it.getValue(), byService.getOrDefault(it.getKey(), 0L)))
                .sorted(Comparator.comparing(ServiceItem::worse)
                        .thenComparing(it -> it.anomalies() > 0)
                        .reversed())
                .toList();
    }

    private static @Nullable ServiceItem selected(List<ServiceItem> items, Query query) {
        String name = query.get("service");
        if (name == null) {
            return items.isEmpty() ? null : items.get(0);
        }
        String environment = query.get("environment");
        List<ServiceItem> named =
                items.stream().filter(it -> it.name().equals(name)).toList();
        // Without an environment the one of which none is known, where there is such a one.
        return named.stream()
                .filter(it -> Objects.equals(it.environment(), environment))
                .findFirst()
                .or(() -> environment == null ? named.stream().findFirst() : Optional.empty())
                .orElseThrow(() -> query.wrong("service", "one that is measured: see the list without this parameter"));
    }
}
