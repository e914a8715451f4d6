package io.rootops.core.signal.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.store.StoreAddress;
import io.rootops.core.signal.store.StoreHttp;
import io.rootops.core.testing.CannedServer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Names with dots and native histograms, which Debian's Prometheus has not, or not by itself. */
class NewerMetricsTest {
    private static final Instant NOW = Instant.parse("2026-03-20T12:00:00Z");
    private static final ServiceName CART = new ServiceName("cart", "prod");
    private static final String QUERY = "/api/v1/query";

    private final CannedServer server = new CannedServer();
    private final PrometheusMetrics metrics = new PrometheusMetrics(
            new PrometheusClient(new StoreHttp(StoreAddress.open(server.uri()))), InstantSource.fixed(NOW));

    @AfterEach
    void close() {
        server.close();
    }

    /** It has these metrics, and all of them of one service. */
    private void measured(String labels, String... names) {
        server.answer(
                        "/api/v1/label/__name__/values",
                        200,
                        "{\"status\":\"success\",\"data\":[\"" + String.join("\",\"", names) + "\"]}")
                .answer(
                        QUERY,
                        200,
                        "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{" + labels
                                + "},\"value\":[1774008000,\"1\"]}]}}");
    }

    private List<String> queries() {
        return server.asked().stream()
                .filter(it -> it.startsWith(QUERY + "?"))
                .map(it -> URLDecoder.decode(it, StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void namesWithDotsAreQuotedAndSoAreTheirLabels() throws Exception {
        measured(
                "\"service.name\":\"cart\",\"deployment.environment.name\":\"prod\"",
                "http.server.request.duration_seconds_count",
                "up");

        assertThat(metrics.services().get(CART))
                .containsExactlyInAnyOrder(MetricKind.REQUESTS, MetricKind.ERRORS, MetricKind.LATENCY);
        assertThat(queries())
                .singleElement()
                .asString()
                .contains("query=count by (\"service.name\",service_name,app,")
                .contains(",deployment_environment_name,\"deployment.environment.name\",")
                .contains(") ({\"http.server.request.duration_seconds_count\"} or"
                        + " {\"http.server.request.duration_seconds_count\"} offset 30m)");
        assertThat(metrics.queries(CART).get(MetricKind.ERRORS))
                .contains("(rate({\"http.server.request.duration_seconds_count\",\"service.name\"=~\"(?:cart)\","
                        + "\"http.response.status_code\"=~\"5..\"}[300000ms]))");
        assertThat(metrics.queries(CART).get(MetricKind.LATENCY))
                .contains("rate({\"http.server.request.duration_seconds_bucket\",\"service.name\"=~\"(?:cart)\"}[");
    }

    @Test
    void aNativeHistogramHasItsCountAndItsBucketsWithin() throws Exception {
        measured("\"job\":\"shop/cart\",\"env\":\"prod\"", "http_request_duration_seconds", "up");

        assertThat(metrics.services().get(CART))
                .containsExactlyInAnyOrder(MetricKind.REQUESTS, MetricKind.ERRORS, MetricKind.LATENCY);
        assertThat(queries())
                .singleElement()
                .asString()
                .doesNotContain("service.name")
                .contains(") (histogram_count(http_request_duration_seconds{} or http_request_duration_seconds{}"
                        + " offset 30m))");
        assertThat(metrics.queries(CART).get(MetricKind.REQUESTS))
                .contains(" (histogram_count(rate(http_request_duration_seconds{service_name=\"\",")
                .endsWith(",job=~\"(?:.*/)?(?:cart)\"}[300000ms])))");
        assertThat(metrics.queries(CART).get(MetricKind.LATENCY))
                .startsWith("(histogram_quantile(0.95, sum by (")
                .contains(" (rate(http_request_duration_seconds{")
                .doesNotContain("_bucket");
    }

    @Test
    void whereBucketsAreBesideItTheyAreTaken() throws Exception {
        measured(
                "\"job\":\"shop/cart\",\"env\":\"prod\"",
                "http_request_duration_seconds",
                "http_request_duration_seconds_count");

        metrics.services();

        assertThat(metrics.queries(CART).get(MetricKind.LATENCY)).contains("http_request_duration_seconds_bucket");
    }

    @Test
    void aStoreThatKnowsNoNativeHistogramsHasASummaryByThatName() throws Exception {
        measured("", "http_request_duration_seconds");
        server.answer(QUERY, 400, "{\"status\":\"error\",\"error\":\"parse error: unknown function histogram_count\"}");

        assertThat(metrics.services()).isEmpty();
    }
}
