package io.rootops.dashboard;

import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.RecentSteps;
import io.rootops.core.signal.Series;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.Stretch;
import io.rootops.core.signal.loki.LogQl;
import io.rootops.dashboard.view.ChartView;
import io.rootops.dashboard.view.ChartView.Line;
import io.rootops.dashboard.view.ElsewhereLinks;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Reads what a service did over time, beside what was usual. */
final class ChartReader {
    private static final Duration HOUR = Duration.ofHours(1);
    /** In the order in which people look. */
    private static final List<MetricKind> KINDS = List.of(
            MetricKind.REQUESTS,
            MetricKind.ERRORS,
            MetricKind.LATENCY,
            MetricKind.CPU,
            MetricKind.MEMORY,
            MetricKind.RESTARTS);

    private final SignalFacts facts;
    private final ElsewhereLinks links;

    ChartReader(SignalFacts facts) {
        this.facts = facts;
        this.links = new ElsewhereLinks(facts.pages());
    }

    /** Links to the same time of metrics in other programs, as far as there are any; what is known of a service is read once. */
    BiFunction<ServiceName, MetricKind, List<ElsewhereLinks.Link>> links(Instant from, Instant to) {
        Map<ServiceName, Map<MetricKind, String>> known = new HashMap<>();
        return (service, kind) ->
                links.ofMetric(known.computeIfAbsent(service, this::queries).get(kind), from, to);
    }

    /**
     * Links to what a service logged.
     *
     * @param template of the lines; null: all of its lines
     */
    List<ElsewhereLinks.Link> logLinks(ServiceName service, @Nullable String template, Instant from, Instant to) {
        return Optional.of(service)
                .filter(it -> links.anyOfLogs())
                .flatMap(facts.logs()::lokiLabel)
                .map(label -> links.ofLogs(LogQl.lines(label, service, template), from, to))
                .orElse(List.of());
    }

    private Map<MetricKind, String> queries(ServiceName service) {
        return links.anyOfMetrics() ? facts.metrics().queries(service) : Map.of();
    }

    /**
     * What was measured.
     *
     * @param step a whole number of five minutes
     */
    ChartView metrics(ServiceName service, Instant from, Instant to, Duration step) {
        return new ChartView(step.toSeconds(), measured(service, from, to, step));
    }

    /**
     * What was measured, and the share of errors among what was logged, at five-minute steps.
     *
     * @param read up to when it is known what was logged
     */
    ChartView all(ServiceName service, Instant from, Instant to, Instant read) {
        List<Line> lines = new ArrayList<>(measured(service, from, to, RecentSteps.STEP));
        Instant first = RecentSteps.floor(from);
        Instant begin = first.minus(RecentSteps.KEPT);
        Instant end = RecentSteps.floor(read.isBefore(to) ? read : to);
        facts.logs()
                .counts(service, begin, end.isBefore(begin) ? begin : end, RecentSteps.STEP)
                .ifPresent(it -> lines.add(Line.errorShare(
                        Stretch.of(it.errorShare(), first, to, RecentSteps.STEP), logLinks(service, null, from, to))));
        return new ChartView(RecentSteps.STEP.toSeconds(), lines);
    }

    /**
     * Errors that were logged by whole hours, the last one not over; without what is usual.
     *
     * @param read up to when it is known what was logged
     */
    ChartView errorsByHour(ServiceName service, Instant from, Instant now, Instant read) {
        Instant first = from.truncatedTo(ChronoUnit.HOURS);
        int hours = hours(first, now);
        int known = Math.max(0, Math.min(hours, hours(first, read)));
        Optional<Series> errors = facts.logs()
                .counts(service, first, first.plus(HOUR.multipliedBy(known)), HOUR)
                .map(it -> Series.of(first, HOUR, it.errors().slice(0, hours)));
        return new ChartView(
                HOUR.toSeconds(),
                errors.map(it -> Line.errorLines(it, logLinks(service, null, first, now))).stream()
                        .toList());
    }

    /** That began. */
    private static int hours(Instant first, Instant to) {
        return (int) ChronoUnit.HOURS.between(first, to.truncatedTo(ChronoUnit.HOURS)) + 1;
    }

    private List<Line> measured(ServiceName service, Instant from, Instant to, Duration step) {
        Instant first = RecentSteps.floor(from);
        Map<MetricKind, Series> series = facts.metrics().of(service, first.minus(RecentSteps.KEPT), to);
        Map<MetricKind, String> queries = queries(service);
        return KINDS.stream()
                .flatMap(kind -> Optional.ofNullable(series.get(kind))
                        .map(it -> Line.of(
                                kind, Stretch.of(it, first, to, step), links.ofMetric(queries.get(kind), from, to)))
                        .stream())
                .filter(Line::worthDrawing)
                .toList();
    }
}
