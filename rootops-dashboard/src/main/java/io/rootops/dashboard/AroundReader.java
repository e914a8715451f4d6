package io.rootops.dashboard;

import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.deployment.Environment;
import io.rootops.core.memory.LogSources;
import io.rootops.core.memory.LookedAt;
import io.rootops.core.memory.ServiceOrigins;
import io.rootops.core.memory.TemplateChanges.Change;
import io.rootops.core.memory.WatchedDeployments.Told;
import io.rootops.core.memory.WatchedDeployments.Watched;
import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.origin.ServiceOrigin;
import io.rootops.core.signal.verdict.Look;
import io.rootops.dashboard.view.DeploymentView.Around;
import io.rootops.dashboard.view.DeploymentView.ErrorItem;
import io.rootops.dashboard.view.DeploymentView.Event;
import io.rootops.dashboard.view.DeploymentView.FindingLinks;
import io.rootops.dashboard.view.DeploymentView.Happening;
import io.rootops.dashboard.view.DeploymentView.ServiceItem;
import io.rootops.dashboard.view.ElsewhereLinks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Gathers what services did before and after a deployment. */
final class AroundReader {
    private static final Duration MARGIN = Duration.ofMinutes(150);
    /** A rollout that took longer is not drawn from its beginning. */
    private static final Duration LONGEST_ROLLOUT = Duration.ofHours(6);
    /** What was read longer ago is not waited for. */
    private static final Duration READ = Duration.ofDays(1);

    private static final int MOST_SERVICES = 50;
    private static final int MOST_ERRORS = 50;

    private final DeploymentFacts facts;
    private final SignalFacts signals;
    private final LogSources sources;
    private final ServiceOrigins origins;
    private final ChartReader charts;

    AroundReader(
            DeploymentFacts facts,
            SignalFacts signals,
            LogSources sources,
            ServiceOrigins origins,
            ChartReader charts) {
        this.facts = facts;
        this.signals = signals;
        this.sources = sources;
        this.origins = origins;
        this.charts = charts;
    }

    /** In the order of time. */
    List<Happening> timeline(Told told, List<LookedAt> looks) {
        Watched watched = told.watched();
        List<Happening> happened = new ArrayList<>();
        happened.add(new Happening(Event.BEGUN, watched.begun(), null, null));
        happened.add(new Happening(Event.SERVED, watched.serving(), null, null));
        looks.forEach(it -> happened.add(new Happening(
                Event.LOOKED_AT,
                watched.serving().plus(it.look().after()),
                it.look().after().toMinutes(),
                it.state())));
        follower(told).ifPresent(it -> happened.add(new Happening(Event.SUPERSEDED, it.time(), null, null)));
        if (watched.due() != null) {
            happened.add(new Happening(Event.NEXT_LOOK, watched.due(), null, null));
        }
        happened.sort(Comparator.comparing(Happening::at).thenComparing(Happening::event));
        return happened;
    }

    /** What was deployed in its place while it was to be looked at. */
    private Optional<DeploymentEvent> follower(Told told) {
        Watched watched = told.watched();
        return facts.watched()
                .succession()
                .follower(watched, told.event().time(), watched.serving().plus(Look.FINAL.after()));
    }

    /** Those that looks judged, those that got worse first; before the first look, those that are known to be of it. */
    List<ServiceName> services(Watched watched, List<LookedAt> looks) {
        Set<ServiceName> services = new LinkedHashSet<>();
        looks.forEach(look -> {
            look.logs().forEach(it -> services.add(it.service()));
            look.metrics().stream()
                    .filter(it -> it.finding() != LookedAt.Finding.NONE)
                    .forEach(it -> services.add(it.service()));
        });
        looks.forEach(look -> look.metrics().forEach(it -> services.add(it.service())));
        if (services.isEmpty()) {
            known(watched).forEach(services::add);
        }
        return services.stream().limit(MOST_SERVICES).toList();
    }

    private List<ServiceName> known(Watched watched) {
        String named = watched.service();
        List<ServiceName> all = named == null
                ? origins.of(watched.repository()).stream()
                        .map(ServiceOrigin::service)
                        .toList()
                : signals.logs().named(named);
        return all.stream()
                .filter(it -> Environment.same(watched.environment(), it.environment()))
                .sorted()
                .toList();
    }

    /**
     * What one of them did.
     *
     * @param services at least one
     * @param query may name another than the first
     * @throws ProblemException when it names none of them
     */
    Around read(Told told, List<ServiceName> services, Query query, Instant now) {
        ServiceName service = selected(services, query);
        Watched watched = told.watched();
        Instant begun = latest(watched.begun(), watched.serving().minus(LONGEST_ROLLOUT));
        Instant read = earliest(now, sources.knownTo(now.minus(READ)).orElse(now));
        Instant compared = earliest(read, watched.serving().plus(Look.FINAL.after()));
        List<Change> changes = compared.isAfter(watched.serving())
                ? signals.templates()
                        .around(
                                service,
                                watched.begun(),
                                watched.serving(),
                                compared,
                                facts.watched()
                                        .succession()
                                        .before(watched)
                                        .map(DeploymentEvent::time)
                                        .orElse(null),
                                now)
                : List.of();
        return new Around(
                ServiceItem.of(service),
                charts.all(
                        service,
                        begun.minus(MARGIN),
                        earliest(now, watched.serving().plus(MARGIN)),
                        read),
                Math.max(0, Duration.between(watched.serving(), compared).toMinutes()),
                changes.stream().limit(MOST_ERRORS).map(ErrorItem::of).toList(),
                Math.max(0, changes.size() - MOST_ERRORS));
    }

    /** Links to the time around it in other programs. */
    FindingLinks links(Watched watched) {
        Instant from = watched.begun().minus(MARGIN);
        Instant to = watched.serving().plus(MARGIN);
        BiFunction<ServiceName, MetricKind, List<ElsewhereLinks.Link>> metrics = charts.links(from, to);
        return new FindingLinks() {
            @Override
            public List<ElsewhereLinks.Link> of(LookedAt.Metric it) {
                return metrics.apply(it.service(), it.kind());
            }

            @Override
            public List<ElsewhereLinks.Link> of(LookedAt.Log it) {
                return charts.logLinks(it.service(), it.text(), from, to);
            }
        };
    }

    private static ServiceName selected(List<ServiceName> services, Query query) {
        String name = query.get("service");
        String environment = query.get("environment");
        return services.stream()
                .filter(it -> name == null || it.name().equals(name))
                .filter(it -> environment == null || it.environment().equals(environment))
                .findFirst()
                .orElseThrow(
                        () -> query.wrong("service", "one of this deployment: see the list without this parameter"));
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
