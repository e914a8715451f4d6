package io.rootops.dashboard;

import io.rootops.core.memory.LogSources;
import io.rootops.core.memory.LoggedServices;
import io.rootops.core.memory.LoggedServices.LoggedTemplate;
import io.rootops.core.memory.LoggedServices.Service;
import io.rootops.core.memory.LoggedServices.Trend;
import io.rootops.dashboard.view.LogsView;
import io.rootops.dashboard.view.LogsView.ServiceItem;
import io.rootops.dashboard.view.LogsView.SourceItem;
import io.rootops.dashboard.view.LogsView.TemplateItem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what services log. */
final class LogsReader {
    private static final int MOST_SERVICES = 200;
    private static final int MOST_TEMPLATES = 200;

    private static final Comparator<LoggedTemplate> ORDER = Comparator.comparing(
                    (LoggedTemplate it) -> it.trend() == Trend.NEW && it.error())
            .thenComparing(it -> it.trend() == Trend.RISING && it.error())
            .thenComparing(LoggedTemplate::error)
            .thenComparing(it -> it.trend() != Trend.STEADY)
            .thenComparingLong(LoggedTemplate::day)
            .reversed();

    private final LogSources sources;
    private final LoggedServices services;
    private final InstantSource clock;

    LogsReader(LogSources sources, LoggedServices services, InstantSource clock) {
        this.sources = sources;
        this.services = services;
        this.clock = clock;
    }

    /** @throws ProblemException when the query names a service that nothing is known of, or an unknown trend */
    LogsView read(Query query) {
        Instant now = clock.instant();
        List<Service> all = services.services(now, MOST_SERVICES);
        @Nullable Trend trend = query.word("trend", Trend.class);
        Optional<Service> selected = selected(all, query);
        List<LoggedTemplate> templates = selected.map(it -> services.templates(it, now)).orElse(List.of()).stream()
                .filter(it -> trend == null || it.trend() == trend)
                .sorted(ORDER)
                .toList();
        return new LogsView(
                now,
                sources.all().stream().map(SourceItem::of).toList(),
                all.stream().map(ServiceItem::of).toList(),
                selected.map(ServiceItem::of).orElse(null),
                templates.stream().limit(MOST_TEMPLATES).map(TemplateItem::of).toList(),
                Math.max(0, templates.size() - MOST_TEMPLATES));
    }

    private static Optional<Service> selected(List<Service> all, Query query) {
        String name = query.get("service");
        if (name == null) {
            return all.stream().findFirst();
        }
        String environment = query.get("environment");
        return Optional.of(all.stream()
                .filter(it -> it.name().equals(name)
                        && (environment == null || it.environment().equals(environment)))
                .findFirst()
                .orElseThrow(() -> query.wrong("service", "one that logs: see the list without this parameter")));
    }
}
