package io.rootops.core.signal.prometheus;

import io.rootops.core.signal.store.StoreAddress;
import io.rootops.core.signal.store.StoreException;
import io.rootops.core.signal.store.StoreException.Kind;
import io.rootops.core.signal.store.StoreHttp;
import java.util.Map;

/**
 * The few questions to Prometheus' HTTP API that we ask
 * (<a href="https://prometheus.io/docs/prometheus/latest/querying/api/">documentation</a>). Thread-safe.
 */
public final class PrometheusClient {
    private final StoreHttp http;

    public PrometheusClient(StoreHttp http) {
        this.http = http;
    }

    public StoreAddress address() {
        return http.address();
    }

    /**
     * Returns when it answers questions.
     *
     * @return its version; empty where it does not tell, as some that speak this API do not
     */
    public String probe() throws StoreException, InterruptedException {
        try {
            return PrometheusAnswers.version(http.get("/api/v1/status/buildinfo", Map.of()), address());
        } catch (StoreException e) {
            if (e.kind() != Kind.NOT_UNDERSTOOD) {
                throw e;
            }
        }
        PrometheusAnswers.requireResult(http.get("/api/v1/query", Map.of("query", "1")), address());
        return "";
    }

    /** How many rules raise alerts. Not all that speak this API have rules, or tell them. */
    public int alertingRules() throws StoreException, InterruptedException {
        byte[] answer = http.get("/api/v1/rules", Map.of("type", "alert", "exclude_alerts", "true"));
        return PrometheusAnswers.alertingRules(answer, address());
    }
}
