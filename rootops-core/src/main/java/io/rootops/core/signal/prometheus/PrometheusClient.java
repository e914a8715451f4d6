package io.rootops.core.signal.prometheus;

import io.rootops.core.signal.prometheus.PrometheusAlerts.FiringAlert;
import io.rootops.core.signal.store.StoreAddress;
import io.rootops.core.signal.store.StoreException;
import io.rootops.core.signal.store.StoreException.Kind;
import io.rootops.core.signal.store.StoreHttp;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The few questions to Prometheus' HTTP API that we ask
 * (<a href="https://prometheus.io/docs/prometheus/latest/querying/api/">documentation</a>). Thread-safe.
 */
public final class PrometheusClient {
    /** Of a series, in one answer. */
    static final int MOST_POINTS = 11_000;

    /** Names are kept for longer than there are values. */
    private static final Duration NAMES_OF = Duration.ofHours(1);

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

    /** Alerts that are firing. */
    List<FiringAlert> alerts() throws StoreException, InterruptedException {
        return PrometheusAnswers.firingAlerts(http.get("/api/v1/alerts", Map.of()), address());
    }

    /**
     * Which of these metrics it has.
     *
     * @param names of metrics
     */
    Set<String> existing(Set<String> names, Instant now) throws StoreException, InterruptedException {
        Set<String> found = new HashSet<>(names);
        try {
            found.retainAll(PrometheusAnswers.strings(
                    ask(
                            "/api/v1/label/__name__/values",
                            Map.of("start", seconds(now.minus(NAMES_OF)), "end", seconds(now))),
                    address()));
        } catch (StoreException e) {
            if (e.kind() != Kind.NOT_UNDERSTOOD) {
                throw e;
            }
            // Some that speak this API have queries and nothing else.
            String any = "group by (__name__) ({__name__=~" + PromQl.quoted(PromQl.anyOf(names)) + "})";
            found.retainAll(query(any, now).stream()
                    .map(it -> it.labels().getOrDefault("__name__", ""))
                    .toList());
        }
        return found;
    }

    /** An instant query; each series has one value. */
    List<PrometheusSeries> query(String query, Instant time) throws StoreException, InterruptedException {
        byte[] answer = ask("/api/v1/query", Map.of("query", query, "time", seconds(time)));
        return PrometheusAnswers.series(answer, Grid.at(time), address());
    }

    /** @param grid of at most {@link #MOST_POINTS} points */
    List<PrometheusSeries> queryRange(String query, Grid grid) throws StoreException, InterruptedException {
        Map<String, String> parameters = Map.of(
                "query",
                query,
                "start",
                seconds(grid.first()),
                "end",
                seconds(grid.last()),
                "step",
                BigDecimal.valueOf(grid.step().toMillis(), 3).toPlainString());
        return PrometheusAnswers.series(ask("/api/v1/query_range", parameters), grid, address());
    }

    private byte[] ask(String path, Map<String, String> parameters) throws StoreException, InterruptedException {
        try {
            return http.get(path, parameters);
        } catch (StoreException e) {
            throw e.as(kind(e));
        }
    }

    /** Stores say in words what they mean by 400 and 500. */
    private static Kind kind(StoreException e) {
        String said = String.valueOf(e.getMessage());
        boolean tooMuch = said.contains("exceeded maximum resolution")
                || said.contains("too many samples")
                || said.contains("query timed out")
                || said.contains("exceeds the limit")
                || said.contains("limit reached")
                || said.contains("context deadline exceeded");
        return tooMuch ? Kind.TOO_MUCH : said.contains("no org id") ? Kind.REFUSED : e.kind();
    }

    private static String seconds(Instant time) {
        return BigDecimal.valueOf(time.toEpochMilli(), 3).toPlainString();
    }
}
