package io.rootops.dashboard;

import io.rootops.core.memory.MeasuredServices;
import io.rootops.core.memory.MetricSources;
import io.rootops.core.signal.Measurement;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.anomaly.FoundAnomaly;
import io.rootops.dashboard.view.MetricsView;
import io.rootops.dashboard.view.MetricsView.AnomalyItem;
import io.rootops.dashboard.view.MetricsView.LimitItem;
import io.rootops.dashboard.view.MetricsView.ServiceItem;
import io.rootops.dashboard.view.MetricsView.SourceItem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads what is measured of services. */
final class MetricsReader {
    /** Six kinds of each of 200 services, and of some that have just gone. */
    private static final int MOST_VALUES = 2_000;

    private static final int MOST_ANOMALIES = 200;
    private static final int MOST_LIMITS = 150;

    private final MetricSources sources;
    private final MeasuredServices services;
    private final InstantSource clock;

    MetricsReader(MetricSources sources, MeasuredServices services, InstantSource clock) {
        this.sources = sources;
        this.services = services;
        this.clock = clock;
    }

    MetricsView read() {
        Instant now = clock.instant();
        Map<ServiceName, List<Measurement>> measured = services.newest(now, MOST_VALUES).stream()
                .collect(Collectors.groupingBy(Measurement::service, TreeMap::new, Collectors.toList()));
        List<FoundAnomaly> anomalies = services.anomalies(now, MOST_ANOMALIES);
        Map<ServiceName, Long> byService =
                anomalies.stream().collect(Collectors.groupingBy(FoundAnomaly::service, Collectors.counting()));
        List<ServiceItem> items = measured.entrySet().stream()
                .map(it -> ServiceItem.of(it.getKey(), it.getValue(), byService.getOrDefault(it.getKey(), 0L)))
                .sorted(Comparator.comparing(ServiceItem::worse)
                        .thenComparing(it -> it.anomalies() > 0)
                        .reversed())
                .toList();
        return new MetricsView(
                now,
                sources.all().stream().map(SourceItem::of).toList(),
                items,
                services.limits(now, MOST_LIMITS).stream().map(LimitItem::of).toList(),
                anomalies.stream().map(AnomalyItem::of).toList());
    }
}
