package io.rootops.dashboard;

import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.RecentSteps;
import io.rootops.core.signal.Series;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.Stretch;
import io.rootops.dashboard.view.ChartView;
import io.rootops.dashboard.view.ChartView.Line;
import io.rootops.dashboard.view.MetricLinks;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

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
    private final MetricLinks links;

    ChartReader(SignalFacts facts) {
        this.facts = facts;
        this.links = new MetricLinks(facts.pages());
    }

    /** Links to the same time of metrics in other programs, as far as there are any; what is known of a service is read once. */
    BiFunction<ServiceName, MetricKind, List<MetricLinks.Link>> links(Instant from, Instant to) {
        Map<ServiceName, Map<MetricKind, String>> known = new HashMap<>();
        return (service, kind) ->
                links.of(known.computeIfAbsent(service, this::queries).get(kind), from, to);
    }

    private Map<MetricKind, String> queries(ServiceName service) {
        return links.any() ? facts.metrics().queries(service) : Map.of();
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
     * What was measured, and errors that were logged, at five-minute steps.
     *
     * @param read up to when it is known what was logged
     */
    ChartView all(ServiceName service, Instant from, Instant to, Instant read) {
        List<Line> lines = new ArrayList<>(measured(service, from, to, RecentSteps.STEP));
        Instant first = RecentSteps.floor(from);
        Instant begin = first.minus(RecentSteps.KEPT);
        Instant end = RecentSteps.floor(read.isBefore(to) ? read : to);
        facts.logs()
                .errors(service, begin, end.isBefore(begin) ? begin : end, RecentSteps.STEP)
                .ifPresent(it -> lines.add(Line.errorLines(Stretch.of(it, first, to, RecentSteps.STEP))));
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
                .errors(service, first, first.plus(HOUR.multipliedBy(known)), HOUR)
                .map(it -> Series.of(first, HOUR, it.slice(0, hours)));
        return new ChartView(
                HOUR.toSeconds(), errors.map(Line::errorLines).stream().toList());
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
                        .map(it ->
                                Line.of(kind, Stretch.of(it, first, to, step), links.of(queries.get(kind), from, to)))
                        .stream())
                .filter(Line::worthDrawing)
                .toList();
    }
}
