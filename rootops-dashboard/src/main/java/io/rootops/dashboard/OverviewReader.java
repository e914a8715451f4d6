package io.rootops.dashboard;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.engine.BackendCheck;
import io.rootops.core.engine.RepositoryChoices;
import io.rootops.core.memory.CommitFilter;
import io.rootops.core.memory.CommitMemory;
import io.rootops.core.signal.ServiceName;
import io.rootops.dashboard.view.DayItem;
import io.rootops.dashboard.view.MetricsView;
import io.rootops.dashboard.view.OverviewView;
import io.rootops.dashboard.view.Shown;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gathers the overview. */
final class OverviewReader {
    private static final int COMMITS = 20;
    private static final int ALERTS = 6;
    private static final int SERVICES = 8;

    private final CommitMemory commits;
    private final Supplier<List<BackendCheck>> backends;
    private final RepositoryChoices choices;
    private final CommitItems items;
    private final Rankings rankings;
    private final TrustReader trust;
    private final DeploymentsReader deployments;
    private final MetricsReader metrics;
    private final ServicesReader services;

    OverviewReader(
            CommitMemory commits,
            CommitItems items,
            Rankings rankings,
            TrustReader trust,
            Supplier<List<BackendCheck>> backends,
            RepositoryChoices choices,
            DeploymentsReader deployments,
            MetricsReader metrics,
            ServicesReader services) {
        this.commits = commits;
        this.items = items;
        this.rankings = rankings;
        this.trust = trust;
        this.backends = backends;
        this.choices = choices;
        this.deployments = deployments;
        this.metrics = metrics;
        this.services = services;
    }

    /** @param only the repository to look at; null: all of them */
    OverviewView read(List<TrackedRepository> all, @Nullable TrackedRepository only, Instant now) {
        RepositoryId id = only == null ? null : only.id();
        return OverviewView.of(
                now,
                only == null ? null : only.name(),
                rankings.of(all, only),
                only == null ? null : trust.brief(only, now),
                all,
                items.of(commits.list(new CommitFilter(id, null, null, null, null, null, null), COMMITS, null)
                        .items()),
                items.of(commits.alerts(id, now.minus(Duration.ofDays(OverviewView.ALERT_DAYS)), ALERTS)),
                DayItem.strip(
                        commits.days(id, now.minus(Duration.ofDays(OverviewView.DAYS - 1)), now),
                        Shown.day(now),
                        OverviewView.DAYS),
                backends.get(),
                choices.listing(),
                deployments.watched(only, now),
                measured(only, now));
    }

    /** Of one repository, those that are known to come from it. */
    private List<MetricsView.ServiceItem> measured(@Nullable TrackedRepository only, Instant now) {
        List<MetricsView.ServiceItem> all = metrics.services(now);
        Map<ServiceName, String> repositories = only == null || all.isEmpty() ? Map.of() : services.repositories();
        return all.stream()
                .filter(it -> only == null || only.name().equals(repositories.get(it.serviceName())))
                .limit(SERVICES)
                .toList();
    }
}
