package io.rootops.core.signal.prometheus;

import io.rootops.core.signal.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Prometheus' own alerts. Thread-safe. */
public final class PrometheusAlerts {
    private final PrometheusClient client;

    public PrometheusAlerts(PrometheusClient client) {
        this.client = client;
    }

    /**
     * An alert that is firing.
     *
     * @param activeAt since when its rule holds
     */
    public record FiringAlert(Map<String, String> labels, Map<String, String> annotations, Instant activeAt) {
        public FiringAlert {
            labels = Map.copyOf(labels);
            annotations = Map.copyOf(annotations);
        }
    }

    /**
     * All that fire now; those that only may soon, as their rule has not held for long enough, are left out.
     *
     * @throws StoreException when they cannot be told, or are more than 10,000: never only some of them
     */
    public List<FiringAlert> firing() throws StoreException, InterruptedException {
        return client.alerts();
    }
}
