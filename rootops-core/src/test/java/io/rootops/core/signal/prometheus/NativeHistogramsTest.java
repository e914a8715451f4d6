package io.rootops.core.signal.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.store.StoreAddress;
import io.rootops.core.signal.store.StoreHttp;
import io.rootops.core.testing.PrometheusServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Debian's Prometheus answers of native histograms, where it was told to have them. */
class NativeHistogramsTest {
    private static final ServiceName CART = new ServiceName("cart", "");
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    private static final Duration STEP = Duration.ofMinutes(5);

    @Test
    void requestsErrorsAndLatencyAreWithinOneMetric(@TempDir Path directory) throws Exception {
        assumeTrue(PrometheusServer.program("prometheus").isPresent());
        try (PrometheusServer server = PrometheusServer.start(
                        directory,
                        "global: {}\n",
                        PrometheusServer.freePort(),
                        "--enable-feature=native-histograms",
                        "--web.enable-remote-write-receiver")
                .awaitReady()) {
            RemoteWrite write = new RemoteWrite(server.address());
            for (int i = 0; i <= 60; i++) {
                Instant at = NOW.minusSeconds(1_800 - 30L * i);
                write.write(series("200"), at, 270L * i, 30L * i);
                write.write(series("503"), at, 0, 15L * i);
            }
            PrometheusMetrics metrics = new PrometheusMetrics(
                    new PrometheusClient(new StoreHttp(StoreAddress.open(server.address()))), InstantSource.fixed(NOW));

            assertThat(metrics.services().get(CART))
                    .containsExactlyInAnyOrder(MetricKind.REQUESTS, MetricKind.ERRORS, MetricKind.LATENCY);
            assertThat(last(metrics, MetricKind.REQUESTS)).isEqualTo(10.5, within(.1));
            assertThat(last(metrics, MetricKind.ERRORS)).isEqualTo(.5, within(.01));
            assertThat(last(metrics, MetricKind.LATENCY)).isBetween(.5, 1.0);
        }
    }

    private static Map<String, String> series(String code) {
        return Map.of("__name__", "http_request_duration_seconds", "job", "cart", "code", code);
    }

    private static double last(PrometheusMetrics metrics, MetricKind kind) throws Exception {
        return Objects.requireNonNull(metrics.series(kind, Set.of(CART), NOW.minus(STEP.multipliedBy(2)), NOW, STEP)
                        .get(CART))
                .value(1);
    }
}
