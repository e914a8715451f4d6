package io.rootops.dashboard;

import io.rootops.core.memory.LogSources;
import io.rootops.core.memory.LoggedServices;
import io.rootops.core.memory.LoggedServices.LoggedTemplate;
import io.rootops.core.memory.LoggedServices.Service;
import io.rootops.core.memory.LoggedServices.Trend;
import io.rootops.core.signal.ServiceName;
import io.rootops.dashboard.view.LogsView;
import io.rootops.dashboard.view.LogsView.ServiceItem;
import io.rootops.dashboard.view.LogsView.SourceItem;
import io.rootops.dashboard.view.LogsView.TemplateItem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what services log. */
final class LogsReader {
    private static final int MOST_SERVICES = 200;
    private static final int MOST_TEMPLATES = 200;
    private static final Duration CHARTED = Duration.ofDays(7);
    /** What was read longer ago is not waited for. */
    private static final Duration READ = Duration.ofDays(1);

    private static final Comparator<LoggedTemplate> ORDER = Comparator.comparing(
                    (LoggedTemplate it) -> it.trend() == Trend.NEW && it.error())
            .thenComparing(it -> it.trend() == Trend.RISING && it.error())
            .thenComparing(LoggedTemplate::error)
            .thenComparing(it -> it.trend() != Trend.STEADY)
            .thenComparingLong(LoggedTemplate::day)
            .reversed();

    private final LogSources sources;
    private final LoggedServices services;
    private final ServicesReader origins;
    private final ChartReader charts;
    private final InstantSource clock;

    LogsReader(
            LogSources sources,
            LoggedServices services,
            ServicesReader origins,
            ChartReader charts,
            InstantSource clock) {
        this.sources = sources;
        this.services = services;
        this.origins = origins;
        this.charts = charts;
        this.clock = clock;
    }

    /** @throws ProblemException when the query names a service that nothing is known of, or an unknown trend */
    LogsView read(Query query) {
        Instant now = clock.instant();
        List<Service> all = services.services(now, MOST_SERVICES);
        @Nullable Trend trend = query.word("trend", Trend.class);
        Optional<Service> selected = selected(all, query, now);
        List<LoggedTemplate> known =
                selected.map(it -> services.templates(it, now)).orElse(List.of());
        List<LoggedTemplate> templates = known.stream()
                .filter(it -> trend == null || it.trend() == trend)
                .sorted(ORDER)
                .toList();
        Map<ServiceName, String> repositories = origins.repositories();
        Function<Service, ServiceItem> item =
                it -> ServiceItem.of(it, repositories.get(new ServiceName(it.name(), it.environment())));
        return new LogsView(
                now,
                sources.all().stream().map(SourceItem::of).toList(),
                all.stream().map(item).toList(),
                selected.map(item).orElse(null),
                templates.stream().limit(MOST_TEMPLATES).map(TemplateItem::of).toList(),
                Math.max(0, templates.size() - MOST_TEMPLATES),
                known.stream()
                        .collect(Collectors.groupingBy(
                                it -> LogsView.word(it.trend()), TreeMap::new, Collectors.counting())),
                selected.map(it -> charts.errorsByHour(
                                new ServiceName(it.name(), it.environment()),
                                now.minus(CHARTED),
                                now,
                                sources.knownTo(now.minus(READ)).orElse(now)))
                        .orElse(null));
    }

    private Optional<Service> selected(List<Service> all, Query query, Instant now) {
        String name = query.get("service");
        if (name == null) {
            return all.stream().findFirst();
        }
        String environment = query.get("environment");
        List<Service> named = services.named(name, now);
        // Without an environment the one of which none is known, where there is such a one.
        String wanted = environment == null ? "" : environment;
        return Optional.of(named.stream()
                .filter(it -> it.environment().equals(wanted))
                .findFirst()
                .or(() -> environment == null ? named.stream().findFirst() : Optional.empty())
                .orElseThrow(() -> query.wrong("service", "one that logs: see the list without this parameter")));
    }
}
