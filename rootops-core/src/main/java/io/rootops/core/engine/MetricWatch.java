package io.rootops.core.engine;

import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.RecentSteps;
import io.rootops.core.signal.Sample;
import io.rootops.core.signal.Series;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.UsualBand;
import io.rootops.core.signal.anomaly.Anomaly;
import io.rootops.core.signal.anomaly.AnomalyDetector;
import io.rootops.core.signal.anomaly.FoundAnomaly;
import io.rootops.core.signal.anomaly.ServiceAnomalies;
import io.rootops.core.signal.store.MetricsBackend;
import io.rootops.core.signal.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The last week of each series, at five-minute steps: what is usual, and what is an anomaly. It is asked from the store, at the
 * start for all of it, and kept in memory. Of one thread.
 */
final class MetricWatch {
    /** What is scraped last may come later. */
    private static final Duration LATE = Duration.ofMinutes(1);
    /** A detector takes half a megabyte, and a service has six at most. */
    private static final long BYTES_OF_A_SERVICE = 6 * (520L << 10);

    private static final int FEWEST_WATCHED = 8;
    private static final int MOST_WATCHED = 64;
    /** Enough for a detector to know what is normal, and soon done. */
    private static final Duration LEARNED_FROM = Duration.ofDays(2);

    private final MetricsBackend backend;
    private final int mostWatched;
    private final Map<ServiceName, Map<MetricKind, Watched>> services = new TreeMap<>();
    /** Without those that are not watched for anomalies. */
    private final Map<ServiceName, ServiceAnomalies> watched = new HashMap<>();

    /** @param memory bytes that there are; a tenth of them is for detectors */
    MetricWatch(MetricsBackend backend, long memory) {
        this.backend = backend;
        long fit = memory / 10 / BYTES_OF_A_SERVICE;
        this.mostWatched = (int) Math.max(FEWEST_WATCHED, Math.min(MOST_WATCHED, fit));
    }

    private static final class Watched {
        private final RecentSteps steps = new RecentSteps();
        /** Up to which it was asked for; null: never. */
        private @Nullable Instant upTo;

        private @Nullable AnomalyDetector detector;
        private Instant fed = Instant.MIN;
        /** Up to which it was handed over. */
        private Instant handed = Instant.MIN;
    }

    /** Null: not known. */
    @Nullable
    UsualBand usual(ServiceName service, MetricKind kind, Instant at) {
        Watched it = services.getOrDefault(service, Map.of()).get(kind);
        return it == null ? null : it.steps.usual(at);
    }

    /** Whether all services are watched for anomalies. */
    boolean watchesAll() {
        return watched.size() == services.size();
    }

    /**
     * Goes on to now.
     *
     * @param wanted services with their kinds, those to be watched for anomalies first
     */
    Instant advance(Map<ServiceName, Set<MetricKind>> wanted, Instant now) throws StoreException, InterruptedException {
        services.keySet().retainAll(wanted.keySet());
        watched.keySet().retainAll(wanted.keySet());
        wanted.forEach((service, kinds) -> {
            Map<MetricKind, Watched> its = services.computeIfAbsent(service, name -> new EnumMap<>(MetricKind.class));
            kinds.forEach(it -> its.computeIfAbsent(it, kind -> new Watched()));
            if (watched.size() < mostWatched) {
                watched.computeIfAbsent(service, name -> new ServiceAnomalies());
            }
        });
        Instant end = RecentSteps.floor(now.minus(LATE));
        for (MetricKind kind : MetricKind.values()) {
            for (Map.Entry<Instant, Set<ServiceName>> each : behind(kind, end).entrySet()) {
                read(kind, each.getValue(), each.getKey(), end);
            }
        }
        return end;
    }

    /** The services that have more to read, by up to when they were read. */
    private Map<Instant, Set<ServiceName>> behind(MetricKind kind, Instant end) {
        Instant week = end.minus(RecentSteps.KEPT);
        Map<Instant, Set<ServiceName>> behind = new TreeMap<>();
        services.forEach((service, kinds) -> {
            Watched it = kinds.get(kind);
            if (it != null) {
                Instant from = it.upTo == null || it.upTo.isBefore(week) ? week : it.upTo;
                if (from.isBefore(end)) {
                    behind.computeIfAbsent(from, time -> new TreeSet<>()).add(service);
                }
            }
        });
        return behind;
    }

    private void read(MetricKind kind, Set<ServiceName> which, Instant from, Instant end)
            throws StoreException, InterruptedException {
        Map<ServiceName, Series> found = backend.series(kind, which, from, end, RecentSteps.STEP);
        for (ServiceName service : which) {
            Watched it = services.getOrDefault(service, Map.of()).get(kind);
            Series series = found.get(service);
            if (it != null) {
                for (int i = 0; series != null && i < series.size(); i++) {
                    it.steps.add(series.start().plus(series.step().multipliedBy(i)), series.value(i));
                }
                it.upTo = end;
            }
        }
    }

    /**
     * Hands over what came since the last time, a service at a time.
     *
     * @param end of the last step
     */
    void handOver(Instant end, BiConsumer<ServiceName, Map<MetricKind, Series>> to) {
        Instant week = end.minus(RecentSteps.KEPT);
        services.forEach((service, kinds) -> {
            Map<MetricKind, Series> news = new EnumMap<>(MetricKind.class);
            kinds.forEach((kind, it) -> {
                Instant from = it.handed.isBefore(week) ? week : it.handed;
                if (from.isBefore(end)) {
                    news.put(kind, it.steps.between(from, end));
                }
            });
            if (!news.isEmpty()) {
                to.accept(service, news);
                news.keySet().forEach(it -> Objects.requireNonNull(kinds.get(it)).handed = end);
            }
        });
    }

    /**
     * Anomalies up to where it has come.
     *
     * @param since earlier ones were found before
     * @param end of the last step
     */
    List<FoundAnomaly> anomalies(Instant since, Instant end) throws InterruptedException {
        // One that is found alone may speak together with one that is found next: then it is told once, as one that
        // speaks.
        Map<FoundAnomaly, FoundAnomaly> found = new LinkedHashMap<>();
        for (ServiceName service : new TreeSet<>(watched.keySet())) {
            ServiceAnomalies together = watched.get(service);
            for (FoundAnomaly it : found(service, end)) {
                found.put(it, it);
                if (together != null) {
                    together.add(it.kind(), it.anomaly())
                            .forEach((kind, anomaly) -> found.put(
                                    new FoundAnomaly(service, kind, anomaly, false),
                                    new FoundAnomaly(service, kind, anomaly, true)));
                }
            }
        }
        return found.values().stream()
                .filter(it -> !it.anomaly().at().isBefore(since))
                .toList();
    }

    /** In the order of time; none speaks yet. */
    private List<FoundAnomaly> found(ServiceName service, Instant end) throws InterruptedException {
        List<FoundAnomaly> found = new ArrayList<>();
        for (Map.Entry<MetricKind, Watched> each :
                services.getOrDefault(service, Map.of()).entrySet()) {
            feed(each.getValue(), end).forEach(it -> found.add(new FoundAnomaly(service, each.getKey(), it, false)));
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        found.sort(Comparator.comparing(it -> it.anomaly().at()));
        return found;
    }

    private static List<Anomaly> feed(Watched series, Instant end) {
        AnomalyDetector detector = series.detector == null ? new AnomalyDetector() : series.detector;
        series.detector = detector;
        Instant first = end.minus(LEARNED_FROM);
        List<Anomaly> found = new ArrayList<>();
        for (Instant at = series.fed.isBefore(first) ? first : series.fed;
                at.isBefore(end);
                at = at.plus(RecentSteps.STEP)) {
            detector.next(new Sample(at, series.steps.value(at))).ifPresent(found::add);
        }
        series.fed = end;
        return found;
    }
}
