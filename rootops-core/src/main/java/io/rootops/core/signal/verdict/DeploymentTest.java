package io.rootops.core.signal.verdict;

import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.Series;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether things got worse after a deployment: of all metrics and logs of the services that were deployed, judged by
 * earlier times, with the services that were not deployed as controls.
 */
public final class DeploymentTest {
    private static final Duration FULL_HISTORY = Duration.ofDays(3);
    private static final Duration SHORT_HISTORY = Duration.ofDays(1);
    private static final double LEAST_REQUESTS = 20;
    private static final double LEAST_LINES = 20;

    /** A control has a shift too when it looks like one of two metrics that agree. */
    private static final double CONTROL_P = 0.1;

    private final Deployment deployment;
    private final List<ServiceSignals> deployed;
    private final List<ServiceSignals> controls;

    public DeploymentTest(Deployment deployment, List<ServiceSignals> services) {
        this.deployment = deployment;
        this.deployed = services.stream().filter(ServiceSignals::deployed).toList();
        this.controls = services.stream().filter(it -> !it.deployed()).toList();
    }

    /** Reads nothing later than the look. */
    public Verdict at(Look look) {
        List<String> tooLittle = deployed.stream()
                .filter(it -> !active(it, look))
                .map(ServiceSignals::service)
                .toList();
        List<ServiceSignals> active = deployed.stream()
                .filter(it -> !tooLittle.contains(it.service()))
                .toList();
        Map<String, List<Judged>> judged = judged(active, look);
        List<String> tooYoung = judged.entrySet().stream()
                .filter(it -> it.getValue().stream().noneMatch(j -> j.standing() == Judged.Standing.FULL))
                .map(Map.Entry::getKey)
                .toList();
        List<MetricFinding> found = look == Look.FINAL ? confirmed(active) : findings(judged, look, look.threshold());
        List<MetricFinding> shared =
                found.stream().filter(it -> sharedByControls(it, look)).toList();
        List<MetricFinding> own =
                found.stream().filter(it -> !shared.contains(it)).toList();
        List<LogFinding> logs = logs(look, tooLittle);
        State state =
                state(look, own, logs, shared, active.isEmpty(), active.stream().noneMatch(it -> known(it, tooYoung)));
        List<MetricFinding> shown =
                Stream.concat(own.stream(), provisional(judged).stream()).toList();
        List<Judged> compared = judged.values().stream()
                .flatMap(List::stream)
                .filter(it -> it.shift() != null)
                .toList();
        return new Verdict(look, state, compared, shown, logs, shared, tooLittle, tooYoung);
    }

    /** Whether there is enough from before to say that nothing got worse: by its metrics, without any by its logs. */
    private boolean known(ServiceSignals service, List<String> tooYoung) {
        return service.metrics().isEmpty()
                ? service.logs() != null && LogTest.learned(deployment, service.logs())
                : !tooYoung.contains(service.service());
    }

    private static State state(
            Look look,
            List<MetricFinding> own,
            List<LogFinding> logs,
            List<MetricFinding> shared,
            boolean nothingActive,
            boolean unknown) {
        boolean agreed = own.stream()
                .anyMatch(it -> it.agreed()
                        || logs.stream().anyMatch(log -> log.service().equals(it.service())));
        if (look != Look.EARLY_SIGN && !own.isEmpty() && (agreed || look == Look.FINAL)) {
            return State.REGRESSED;
        }
        if (!own.isEmpty() || !logs.isEmpty()) {
            return State.SUSPECT;
        }
        if (!shared.isEmpty()) {
            return State.ENVIRONMENT_WIDE;
        }
        if (nothingActive) {
            return State.NOT_ENOUGH_DATA;
        }
        if (unknown) {
            return State.NOT_ENOUGH_HISTORY;
        }
        return look == Look.EARLY_SIGN ? State.WATCHING : State.HEALTHY;
    }

    private boolean active(ServiceSignals service, Look look) {
        double lines = 0;
        if (service.logs() != null) {
            Series all = service.logs().lines();
            int moment = all.indexAt(deployment.serving());
            lines = Arrays.stream(all.slice(moment, moment + look.steps()))
                    .filter(it -> !Double.isNaN(it))
                    .sum();
        }
        boolean unknown = service.requests() == null && service.logs() == null;
        return unknown || lines >= LEAST_LINES || (service.requests() != null && service.requests() >= LEAST_REQUESTS);
    }

    private Map<String, List<Judged>> judged(List<ServiceSignals> services, Look look) {
        return services.stream()
                .filter(it -> !it.metrics().isEmpty())
                .collect(Collectors.toMap(
                        ServiceSignals::service,
                        it -> it.metrics().stream()
                                .map(metric -> judged(it.service(), metric, look))
                                .toList(),
                        (one, other) ->
                                Stream.concat(one.stream(), other.stream()).toList(),
                        TreeMap::new));
    }

    private Judged judged(String service, ServiceMetric metric, Look look) {
        Series series = deployment.cleaned(metric.series());
        int moment = series.indexAt(deployment.serving());
        Judged.Standing standing = standing(series, moment);
        return new Judged(service, metric.kind(), standing, shift(series, moment, look, metric.kind(), standing));
    }

    private static @Nullable Shift shift(
            Series series, int moment, Look look, MetricKind kind, Judged.Standing standing) {
        Optional<PlaceboTest> test = switch (standing) {
            case FULL -> PlaceboTest.at(series, moment, look.steps());
            case PROVISIONAL -> PlaceboTest.plain(series, moment, look.steps());
            case NONE -> Optional.empty();
        };
        return test.flatMap(it -> it.shift(series.slice(moment, moment + look.steps()), kind.worse()))
                .orElse(null);
    }

    private static Judged.Standing standing(Series series, int moment) {
        double[] history = series.slice(Math.max(0, moment - series.steps(PlaceboTest.HISTORY)), Math.max(0, moment));
        long measured = Arrays.stream(history).filter(it -> !Double.isNaN(it)).count();
        // What was measured, not since when: a week with a gap of six days is a day.
        if (measured >= 0.9 * series.steps(FULL_HISTORY)) {
            return Judged.Standing.FULL;
        }
        return measured >= 0.9 * series.steps(SHORT_HISTORY) ? Judged.Standing.PROVISIONAL : Judged.Standing.NONE;
    }

    private static List<MetricFinding> findings(Map<String, List<Judged>> judged, Look look, double threshold) {
        Rule rule = new Rule(look, threshold);
        List<List<Judged>> services = judged.values().stream()
                .map(it -> it.stream()
                        .filter(j -> j.standing() == Judged.Standing.FULL && j.shift() != null)
                        .toList())
                .filter(it -> !it.isEmpty())
                .toList();
        return services.stream()
                .map(it -> rule.speaking(it, services.size()))
                .flatMap(it -> it.stream().map(j -> finding(j, it.size() >= 2, false)))
                .flatMap(Optional::stream)
                .toList();
    }

    /** What two of the three looks found, as the last of them shows it. */
    private List<MetricFinding> confirmed(List<ServiceSignals> active) {
        List<List<MetricFinding>> looks = Arrays.stream(Look.values())
                .map(look -> findings(judged(active, look), look, Look.FINAL.threshold()))
                .toList();
        List<MetricFinding> confirmed = new ArrayList<>();
        for (ServiceSignals service : active) {
            List<List<MetricFinding>> found = looks.stream()
                    .map(look -> look.stream()
                            .filter(it -> it.service().equals(service.service()))
                            .toList())
                    .filter(it -> !it.isEmpty())
                    .toList();
            if (found.size() >= Look.AGREEING) {
                confirmed.addAll(found.get(found.size() - 1));
            }
        }
        return confirmed;
    }

    /** Of short histories, where two metrics of a service say the same. */
    private static List<MetricFinding> provisional(Map<String, List<Judged>> judged) {
        return judged.values().stream()
                .map(it -> it.stream()
                        .filter(j -> j.standing() == Judged.Standing.PROVISIONAL
                                && j.shift() != null
                                && j.shift().passes(Shift.Gate.ALONE)
                                && j.p() <= Look.VERDICT.threshold())
                        .toList())
                .filter(it -> it.size() >= 2)
                .flatMap(it -> it.stream().map(j -> finding(j, true, true)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<MetricFinding> finding(Judged judged, boolean agreed, boolean provisional) {
        return Optional.ofNullable(judged.shift())
                .map(it -> new MetricFinding(judged.service(), judged.kind(), it, agreed, provisional));
    }

    /** By at least half of the controls that have such a metric. */
    private boolean sharedByControls(MetricFinding finding, Look look) {
        List<Judged> same = controls.stream()
                .flatMap(it -> it.metrics().stream()
                        .filter(metric -> metric.kind() == finding.kind())
                        .map(metric -> judged(it.service(), metric, look)))
                .filter(it -> it.standing() == Judged.Standing.FULL && it.shift() != null)
                .toList();
        long sharing = same.stream()
                .filter(it -> it.full(Shift.Gate.TOGETHER) && it.p() <= CONTROL_P)
                .count();
        return sharing > 0 && sharing * 2 >= same.size();
    }

    private List<LogFinding> logs(Look look, List<String> tooLittle) {
        long services =
                Math.max(1, deployed.stream().filter(it -> it.logs() != null).count());
        LogTest test = new LogTest(deployment, look, (int) services);
        return deployed.stream()
                .flatMap(it -> it.logs() == null
                        ? Stream.empty()
                        : test.findings(it.service(), it.logs()).stream()
                                .filter(found -> found.jump() == null || !tooLittle.contains(it.service())))
                .toList();
    }
}
