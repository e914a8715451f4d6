package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.rootops.core.testing.CannedServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metrics, from a service that Debian's Prometheus scrapes to the page that shows them. */
class MetricsIT {
    @TempDir
    private Path directory;

    private final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void set() {
        settings.put("LOKI_URL", "none");
        settings.put("LOG_PATHS", directory + "/none/*.log");
        settings.put("POLL_METRICS_INTERVAL_SECONDS", "10");
    }

    @Test
    void aServiceThatIsScrapedShowsWithoutASettingForIt() throws Exception {
        assumeTrue(Prometheus.program("prometheus").isPresent());
        AtomicLong scrapes = new AtomicLong();
        HttpServer cart = cart(scrapes);
        Path data = Files.createDirectory(directory.resolve("store"));
        String config = "scrape_configs: [{job_name: cart, scrape_interval: 1s, static_configs: [{targets:"
                + " ['localhost:" + cart.getAddress().getPort() + "'], labels: {env: test}}]}]\n";
        try (Prometheus prometheus = Prometheus.start(data, config)) {
            settings.put("PROMETHEUS_URL", prometheus.address().toString());
            while (scrapes.get() < 3) {
                Thread.onSpinWait();
            }
            try (RootOpsProcess rootOps = start()) {
                rootOps.await(
                        "the service",
                        () -> metrics(rootOps)
                                .at("/services/0/metrics")
                                .findValuesAsText("kind")
                                .contains("latency"));
                JsonNode service = metrics(rootOps).at("/services/0");
                assertThat(service.path("name").asText()).isEqualTo("cart");
                assertThat(service.path("environment").asText()).isEqualTo("test");
                assertThat(service.path("metrics").findValuesAsText("kind"))
                        .contains("requests", "errors", "latency", "memory");
                assertThat(rootOps.get("/dashboard/metrics").body()).contains("cart", "5 MB");
                prometheus.close();
                rootOps.await(
                        "what is wrong",
                        () -> metrics(rootOps).at("/sources/0/problem").asText().contains("cannot be reached"));
                assertThat(rootOps.get("/dashboard/metrics").body()).contains("cannot be reached", "cart");
            }
        } finally {
            cart.stop(0);
        }
    }

    @Test
    void withoutPollingNothingIsRead() throws Exception {
        try (CannedServer store = new CannedServer()
                .answer(
                        "/api/v1/status/buildinfo",
                        200,
                        "{\"status\":\"success\",\"data\":{\"version\":\"2.42.0\"}}")) {
            settings.put("PROMETHEUS_URL", store.uri().toString());
            settings.put("ENABLE_AUTO_POLLING", "false");
            try (RootOpsProcess rootOps = start()) {
                rootOps.await(
                        "Prometheus to be found",
                        () -> rootOps.log().contains("ok metrics: Prometheus at " + store.uri()));
                assertThat(metrics(rootOps).path("sources").isEmpty()).isTrue();
                assertThat(store.asked()).noneMatch(it -> it.startsWith("/api/v1/query"));
            }
        }
    }

    private RootOpsProcess start() throws IOException, InterruptedException {
        return RootOpsProcess.start(directory.resolve("home"), settings, "serve");
    }

    /** A service with a hundred more requests at each look at it. */
    private static HttpServer cart(AtomicLong scrapes) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            long n = scrapes.incrementAndGet();
            byte[] body = String.format("""
                            http_request_duration_seconds_bucket{code="200",le="0.1"} %1$d
                            http_request_duration_seconds_bucket{code="200",le="+Inf"} %1$d
                            http_request_duration_seconds_count{code="200"} %1$d
                            http_request_duration_seconds_sum{code="200"} %2$d
                            process_resident_memory_bytes 5000000
                            """, n * 100, n * 5).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
        return server;
    }

    private static JsonNode metrics(RootOpsProcess rootOps) {
        try {
            return rootOps.json("/api/dashboard/metrics");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
