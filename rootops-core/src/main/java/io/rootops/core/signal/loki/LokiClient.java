package io.rootops.core.signal.loki;

import io.rootops.core.signal.store.StoreAddress;
import io.rootops.core.signal.store.StoreException;
import io.rootops.core.signal.store.StoreException.Kind;
import io.rootops.core.signal.store.StoreHttp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The few questions to Loki's HTTP API that we ask
 * (<a href="https://grafana.com/docs/loki/latest/reference/loki-http-api/">documentation</a>). Thread-safe.
 */
public final class LokiClient implements LokiPages {
    /** Labels that name a service, the first wins: Loki 3's own, then what collectors set for an older one. */
    private static final List<String> SERVICE_LABELS =
            List.of("service_name", "service", "app", "application", "app_kubernetes_io_name", "container", "job");

    /** Loki's default limit of series is 500. */
    static final int MOST_COUNTED = 400;

    static final long NANOS = 1_000_000_000L;

    private final StoreHttp http;

    public LokiClient(StoreHttp http) {
        this.http = http;
    }

    public StoreAddress address() {
        return http.address();
    }

    /**
     * Returns when it answers questions. Not by {@code /ready}: hosted ones hide that, and one that has just started says no
     * there for half a minute though it answers.
     */
    public void probe() throws StoreException, InterruptedException {
        labels();
    }

    /** The label that names a service here; empty while no stream has one of them. */
    public Optional<String> serviceLabel() throws StoreException, InterruptedException {
        List<String> labels = labels();
        return SERVICE_LABELS.stream().filter(labels::contains).findFirst();
    }

    private List<String> labels() throws StoreException, InterruptedException {
        return LokiAnswers.strings(ask("/loki/api/v1/labels", Map.of()), http.address());
    }

    /**
     * Lines by service in {@code [from, to)}; of more than {@link #MOST_COUNTED} services the busiest.
     *
     * @param serviceLabel the label that names a service
     * @param from nanoseconds since 1970, whole seconds before {@code to}
     */
    Map<String, Long> counts(String serviceLabel, long from, long to) throws StoreException, InterruptedException {
        // Its range is exclusive at the beginning and inclusive at the end.
        String query = "topk(" + MOST_COUNTED + ", sum by (" + serviceLabel + ") (count_over_time({" + serviceLabel
                + "=~\".+\"}[" + Math.max(1, (to - from) / NANOS) + "s])))";
        byte[] answer = ask("/loki/api/v1/query", Map.of("query", query, "time", String.valueOf(to - 1)));
        return LokiAnswers.counts(answer, serviceLabel, http.address());
    }

    @Override
    public List<LokiLine> page(String query, long from, long to, int limit)
            throws StoreException, InterruptedException {
        Map<String, String> parameters = new TreeMap<>(Map.of(
                "query", query,
                "start", String.valueOf(from),
                "end", String.valueOf(to),
                "limit", String.valueOf(limit),
                "direction", "forward"));
        return LokiAnswers.lines(ask("/loki/api/v1/query_range", parameters), http.address());
    }

    private byte[] ask(String path, Map<String, String> parameters) throws StoreException, InterruptedException {
        try {
            return http.get(path, parameters);
        } catch (StoreException e) {
            throw e.as(kind(e));
        }
    }

    /** Loki says in words, as plain text, what it means by 400 and 500. */
    private static Kind kind(StoreException e) {
        String said = String.valueOf(e.getMessage());
        if (said.contains("exceeds the limit")
                || said.contains("max entries limit")
                || said.contains("maximum of series")
                || said.contains("larger than max")
                || said.contains("context deadline exceeded")) {
            return Kind.TOO_MUCH;
        }
        if (said.contains("too many outstanding requests")) {
            return Kind.BUSY;
        }
        return said.contains("org ID") || said.contains("no org id") ? Kind.REFUSED : e.kind();
    }

    static long nanos(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), NANOS), at.getNano());
    }
}
