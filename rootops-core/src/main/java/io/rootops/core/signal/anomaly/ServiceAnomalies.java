package io.rootops.core.signal.anomaly;

import io.rootops.core.signal.Direction;
import io.rootops.core.signal.MetricKind;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * Which anomalies of a service are worth a word: those that go the way that is worse, when two of its metrics have one
 * within an hour, or one is of what its users feel, errors or latency. Not safe for threads.
 */
public final class ServiceAnomalies {
    private static final Duration TOGETHER = Duration.ofHours(1);

    private final Map<MetricKind, Anomaly> newest = new EnumMap<>(MetricKind.class);

    /**
     * Another anomaly of the service; in the order of time.
     *
     * @return the anomalies that speak together, this one among them, by their metric; empty where it is not enough
     */
    public Map<MetricKind, Anomaly> add(MetricKind kind, Anomaly anomaly) {
        boolean rose = anomaly.value() > anomaly.usual();
        if (rose != (kind.worse() == Direction.RISE)) {
            return Map.of();
        }
        Instant since = anomaly.at().minus(TOGETHER);
        newest.values().removeIf(it -> it.at().isBefore(since));
        newest.put(kind, anomaly);
        boolean felt = kind == MetricKind.ERRORS || kind == MetricKind.LATENCY;
        return felt || newest.size() >= 2 ? Map.copyOf(newest) : Map.of();
    }
}
