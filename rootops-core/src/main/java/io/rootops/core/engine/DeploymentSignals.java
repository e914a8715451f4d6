package io.rootops.core.engine;

import io.rootops.core.memory.LogHistory;
import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.Series;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.store.MetricsBackend;
import io.rootops.core.signal.store.StoreException;
import io.rootops.core.signal.verdict.Deployment;
import io.rootops.core.signal.verdict.ErrorTemplate;
import io.rootops.core.signal.verdict.Look;
import io.rootops.core.signal.verdict.PlaceboTest;
import io.rootops.core.signal.verdict.ServiceLogs;
import io.rootops.core.signal.verdict.ServiceMetric;
import io.rootops.core.signal.verdict.ServiceSignals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is known of services around a deployment: logs from the memory, metrics from where they are measured. */
final class DeploymentSignals {
    /** What comes before a deployment is judged by. */
    static final Duration HISTORY = Duration.ofDays(14);

    private final LogHistory logs;
    private final @Nullable MetricsBackend metrics;

    /** @param metrics null: there are none */
    DeploymentSignals(LogHistory logs, @Nullable MetricsBackend metrics) {
        this.logs = logs;
        this.metrics = metrics;
    }

    /**
     * Nothing later than the look.
     *
     * @param deployedBefore when the version before was deployed; null: not known
     * @param read up to when all that was logged has been read
     */
    List<ServiceSignals> around(
            Deployment deployment,
            Look look,
            Set<ServiceName> deployed,
            Set<ServiceName> controls,
            @Nullable Instant deployedBefore,
            Instant read)
            throws StoreException, InterruptedException {
        Instant from = deployment.serving().minus(HISTORY);
        Instant to = deployment.serving().plus(look.after());
        Map<ServiceName, List<ServiceMetric>> measured = measured(deployed, controls, from, to);
        List<ServiceSignals> signals = new ArrayList<>();
        for (ServiceName service : new TreeSet<>(deployed)) {
            List<Deployment.Range> incidents = incidents(service, from, deployment.begun());
            List<ServiceMetric> its = measured.getOrDefault(service, List.of()).stream()
                    .map(it -> new ServiceMetric(it.kind(), without(it.series(), incidents)))
                    .toList();
            ServiceLogs logged = logs.of(
                            service,
                            from,
                            deployment.begun(),
                            deployment.serving(),
                            until(read, deployment.serving(), to),
                            Look.STEP,
                            deployedBefore)
                    .map(it -> without(it, incidents))
                    .orElse(null);
            signals.add(new ServiceSignals(service.toString(), true, requests(its, deployment.serving()), its, logged));
        }
        for (ServiceName service : new TreeSet<>(controls)) {
            List<ServiceMetric> its = measured.getOrDefault(service, List.of());
            if (!its.isEmpty()) {
                signals.add(new ServiceSignals(service.toString(), false, null, its, null));
            }
        }
        return signals;
    }

    /** Times that are no placebos. What goes on right before the deployment is what it is compared with all the same. */
    private List<Deployment.Range> incidents(ServiceName service, Instant from, Instant begun) {
        Instant last = begun.minus(Look.STEP.multipliedBy(PlaceboTest.BEFORE));
        return logs.incidents(service, from, last).stream()
                .map(it -> new Deployment.Range(
                        it.began(), it.ended() == null || it.ended().isAfter(last) ? last : it.ended()))
                .toList();
    }

    private static ServiceLogs without(ServiceLogs logs, List<Deployment.Range> times) {
        return new ServiceLogs(
                without(logs.lines(), times),
                without(logs.errors(), times),
                logs.templates().stream()
                        .map(it -> new ErrorTemplate(it.id(), it.lastSeenBefore(), without(it.counts(), times)))
                        .toList(),
                logs.since(),
                logs.deployedBefore());
    }

    private static Series without(Series series, List<Deployment.Range> times) {
        Series left = series;
        for (Deployment.Range time : times) {
            left = left.without(time.from(), time.to());
        }
        return left;
    }

    /** What was not read is not known; what came before is, as nothing later is there. */
    private static Instant until(Instant read, Instant serving, Instant to) {
        return read.isBefore(serving) ? serving : read.isBefore(to) ? read : to;
    }

    private Map<ServiceName, List<ServiceMetric>> measured(
            Set<ServiceName> deployed, Set<ServiceName> controls, Instant from, Instant to)
            throws StoreException, InterruptedException {
        Map<ServiceName, List<ServiceMetric>> measured = new HashMap<>();
        if (metrics != null) {
            Set<ServiceName> all = new TreeSet<>(deployed);
            all.addAll(controls);
            for (MetricKind kind : MetricKind.values()) {
                metrics.series(kind, all, from, to, Look.STEP)
                        .forEach((service, series) -> measured.computeIfAbsent(service, it -> new ArrayList<>())
                                .add(new ServiceMetric(kind, series)));
            }
        }
        return measured;
    }

    /** That came since the moment; null: they are not measured. */
    private static @Nullable Double requests(List<ServiceMetric> metrics, Instant moment) {
        return metrics.stream()
                .filter(it -> it.kind() == MetricKind.REQUESTS)
                .findFirst()
                .map(it -> since(it.series(), moment))
                .orElse(null);
    }

    private static double since(Series perSecond, Instant moment) {
        double requests = 0;
        for (int i = Math.max(0, perSecond.indexAt(moment)); i < perSecond.size(); i++) {
            double value = perSecond.value(i);
            requests += Double.isNaN(value) ? 0 : value * perSecond.step().toSeconds();
        }
        return requests;
    }
}
