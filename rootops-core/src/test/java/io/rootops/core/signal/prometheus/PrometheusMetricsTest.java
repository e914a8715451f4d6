package io.rootops.core.signal.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.Series;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.limit.LimitKind;
import io.rootops.core.signal.store.MetricsBackend.Start;
import io.rootops.core.signal.store.StoreAddress;
import io.rootops.core.signal.store.StoreHttp;
import io.rootops.core.testing.PrometheusServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Debian's Prometheus answers of two hours, scraped every 30 seconds. */
class PrometheusMetricsTest {
    private static final Instant NOW = Instant.parse("2026-03-20T12:00:00Z");
    private static final Instant BEGIN = NOW.minusSeconds(7200);
    private static final Duration FIVE = Duration.ofMinutes(5);

    private static final ServiceName CART = new ServiceName("cart", "prod");
    private static final ServiceName TILL = new ServiceName("till", "");
    private static final ServiceName MAIL = new ServiceName("mail", "");
    private static final ServiceName ODD = new ServiceName("a\"b\\c.*|", "");
    private static final ServiceName NODE = new ServiceName("node", "");
    private static final ServiceName GONE = new ServiceName("gone", "");

    @TempDir
    private static Path directory;

    private static PrometheusServer server;
    private static PrometheusMetrics metrics;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(PrometheusServer.program("promtool").isPresent());
        PrometheusServer.backfill(directory, past());
        server = PrometheusServer.start(directory, "global: {}\n").awaitReady();
        metrics = new PrometheusMetrics(
                new PrometheusClient(new StoreHttp(StoreAddress.open(server.address()))), InstantSource.fixed(NOW));
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    private static List<String> past() {
        List<String> lines = new ArrayList<>();
        String cart = "job=\"shop/cart\",instance=\"cart-1:80\",deployment_environment=\"prod\"";
        String otel = "http_server_request_duration_seconds";
        every(lines, otel + "_count{" + cart + ",http_response_status_code=\"200\"}", it -> 10 * it);
        every(lines, otel + "_count{" + cart + ",http_response_status_code=\"503\"}", it -> it);
        every(lines, otel + "_bucket{" + cart + ",le=\"0.1\"}", it -> 10 * it);
        every(lines, otel + "_bucket{" + cart + ",le=\"0.5\"}", it -> 11 * it);
        every(lines, otel + "_bucket{" + cart + ",le=\"+Inf\"}", it -> 11 * it);
        String till = "application=\"till\",job=\"kubernetes-pods\",instance=\"till-1:80\"";
        every(lines, "http_server_requests_seconds_count{" + till + ",status=\"200\"}", it -> 2 * it);
        every(lines, "http_server_requests_seconds_sum{" + till + ",status=\"200\"}", it -> 0.5 * it);
        every(lines, "jvm_memory_used_bytes{" + till + ",area=\"heap\",id=\"eden\"}", it -> 3_000_000);
        every(lines, "jvm_memory_used_bytes{" + till + ",area=\"heap\",id=\"old\"}", it -> 4_000_000);
        every(lines, "jvm_memory_used_bytes{" + till + ",area=\"nonheap\",id=\"code\"}", it -> 5_000_000);
        every(lines, "process_cpu_usage{" + till + "}", it -> 0.25);
        every(lines, "system_cpu_count{" + till + "}", it -> 8);
        // Restarted in the middle: its counter begins again.
        String mail = "job=\"mail\",instance=\"mail-1:80\"";
        every(lines, "http_requests_total{" + mail + ",status=\"200\"}", it -> it < 3600 ? 6 * it : 6 * (it - 3600));
        every(lines, "process_resident_memory_bytes{" + mail + "}", it -> it < 3600 ? Double.NaN : 1_000);
        long began = BEGIN.getEpochSecond() - 86_400;
        long again = BEGIN.getEpochSecond() + 3590;
        every(lines, "process_start_time_seconds{" + mail + "}", it -> it < 3600 ? began : again);
        only(lines, "mail_build_info{" + mail + ",version=\"1.0\",revision=\"0123456789\"}", 0, 3600);
        only(lines, "mail_build_info{" + mail + ",version=\"1.1\",revision=\"ABCDEF01234\"}", 3600, 7200);
        only(lines, "library_build_info{" + mail + ",version=\"9\"}", 0, 7200);
        every(lines, "container_cpu_usage_seconds_total{" + pod("cart-7d9f8b6c5d-x2x4z", "cart") + "}", it -> it);
        every(lines, "container_cpu_usage_seconds_total{" + pod("cart-7d9f8b6c5d-b4b4b", "cart") + "}", it -> it);
        every(lines, "container_cpu_usage_seconds_total{" + pod("cart-7d9f8b6c5d-b4b4b", "") + "}", it -> it);
        every(lines, "container_cpu_usage_seconds_total{" + pod("my-redis", "redis") + "}", it -> it);
        every(
                lines,
                "kube_pod_container_status_restarts_total{" + pod("cart-7d9f8b6c5d-x2x4z", "cart") + "}",
                it -> it < 1000 ? 4 : it < 7000 ? 5 : 7);
        every(lines, "process_cpu_seconds_total{job=\"a\\\"b\\\\c.*|\"}", it -> it);
        only(lines, "process_cpu_seconds_total{job=\"gone\"}", 0, 600);
        limits(lines);
        return lines.stream()
                .sorted(Comparator.comparing(it -> it.replaceAll("[{ ].*", "")))
                .toList();
    }

    private static void limits(List<String> lines) {
        String full = pod("cart-7d9f8b6c5d-x2x4z", "cart");
        String half = pod("cart-7d9f8b6c5d-b4b4b", "cart");
        String unlimited = pod("my-redis", "redis");
        every(lines, "container_memory_working_set_bytes{" + full + "}", it -> 400 + it / 72);
        every(lines, "container_memory_working_set_bytes{" + half + "}", it -> 250);
        every(lines, "container_memory_working_set_bytes{" + unlimited + "}", it -> 900);
        every(lines, "container_spec_memory_limit_bytes{" + full + "}", it -> 1000);
        every(lines, "container_spec_memory_limit_bytes{" + half + "}", it -> 500);
        every(lines, "container_spec_memory_limit_bytes{" + unlimited + "}", it -> 0);
        String till = "application=\"till\",job=\"kubernetes-pods\",instance=\"till-1:80\",area=\"heap\"";
        every(lines, "jvm_memory_max_bytes{" + till + ",id=\"eden\"}", it -> -1);
        every(lines, "jvm_memory_max_bytes{" + till + ",id=\"old\"}", it -> 10_000_000);
        String claim = "namespace=\"prod\",persistentvolumeclaim=\"data-cart\"";
        every(lines, "kubelet_volume_stats_used_bytes{" + claim + "}", it -> 30);
        every(lines, "kubelet_volume_stats_capacity_bytes{" + claim + "}", it -> 120);
        every(
                lines,
                "kube_pod_spec_volumes_persistentvolumeclaims_info{job=\"kube-state-metrics\",namespace=\"prod\",pod=\"cart-7d9f8b6c5d-x2x4z\",persistentvolumeclaim=\"data-cart\",volume=\"data\"}",
                it -> 1);
        String host = "job=\"node\",instance=\"a:9100\"";
        every(lines, "node_filesystem_size_bytes{" + host + ",fstype=\"ext4\",mountpoint=\"/\"}", it -> 1000);
        every(lines, "node_filesystem_avail_bytes{" + host + ",fstype=\"ext4\",mountpoint=\"/\"}", it -> 100);
        every(lines, "node_filesystem_size_bytes{" + host + ",fstype=\"tmpfs\",mountpoint=\"/run\"}", it -> 1000);
        every(lines, "node_filesystem_avail_bytes{" + host + ",fstype=\"tmpfs\",mountpoint=\"/run\"}", it -> 0);
    }

    @Test
    void sharesOfLimitsAreOfTheFullestPart() throws Exception {
        Map<ServiceName, Series> memory =
                metrics.filling(LimitKind.MEMORY, NOW.minusSeconds(3600), NOW, Duration.ofMinutes(15));
        Map<ServiceName, Series> disk =
                metrics.filling(LimitKind.DISK, NOW.minusSeconds(3600), NOW, Duration.ofMinutes(15));

        assertThat(memory).containsOnlyKeys(CART, TILL);
        assertThat(Objects.requireNonNull(memory.get(CART)).slice(0, 4))
                .containsExactly(new double[] {0.5, 0.5, 0.5, 0.5}, within(0.001));
        assertThat(Objects.requireNonNull(memory.get(TILL)).slice(0, 4))
                .containsExactly(new double[] {0.7, 0.7, 0.7, 0.7}, within(0.001));
        assertThat(disk).containsOnlyKeys(CART, NODE);
        assertThat(Objects.requireNonNull(disk.get(CART)).value(3)).isCloseTo(0.25, within(0.001));
        assertThat(Objects.requireNonNull(disk.get(NODE)).value(3)).isCloseTo(0.9, within(0.001));
    }

    private static String pod(String name, String container) {
        return "job=\"kubelet\",namespace=\"prod\",pod=\"" + name + "\",container=\"" + container + "\"";
    }

    /** @param value by seconds since the beginning */
    private static void every(List<String> lines, String series, LongToDoubleFunction value) {
        for (long second = 0; second <= 7200; second += 30) {
            lines.add(line(series, value.applyAsDouble(second), second));
        }
    }

    private static void only(List<String> lines, String series, long from, long to) {
        for (long second = from; second < to; second += 30) {
            lines.add(line(series, 1, second));
        }
    }

    private static String line(String series, double value, long second) {
        return series + " " + (Double.isNaN(value) ? "NaN" : String.valueOf(value)) + " "
                + (BEGIN.getEpochSecond() + second);
    }

    @Test
    void servicesAreMadeOutByTheCommonInstrumentations() throws Exception {
        assertThat(metrics.services())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        CART,
                        EnumSet.of(
                                MetricKind.REQUESTS,
                                MetricKind.ERRORS,
                                MetricKind.LATENCY,
                                MetricKind.CPU,
                                MetricKind.MEMORY,
                                MetricKind.RESTARTS),
                        TILL,
                        EnumSet.of(
                                MetricKind.REQUESTS,
                                MetricKind.ERRORS,
                                MetricKind.LATENCY,
                                MetricKind.CPU,
                                MetricKind.MEMORY),
                        MAIL,
                        EnumSet.of(MetricKind.REQUESTS, MetricKind.ERRORS, MetricKind.MEMORY, MetricKind.RESTARTS),
                        new ServiceName("my-redis", "prod"),
                        EnumSet.of(MetricKind.CPU, MetricKind.MEMORY),
                        ODD,
                        EnumSet.of(MetricKind.CPU)));
    }

    private static Series series(MetricKind kind, ServiceName service) throws Exception {
        Map<ServiceName, Series> all = metrics.series(kind, Set.of(service), BEGIN, NOW, FIVE);
        assertThat(all).containsOnlyKeys(service);
        Series series = Objects.requireNonNull(all.get(service));
        assertThat(series.start()).isEqualTo(BEGIN);
        assertThat(series.size()).isEqualTo(24);
        return series;
    }

    private static void assertEvery(MetricKind kind, ServiceName service, double value) throws Exception {
        double[] values = series(kind, service).slice(1, 24);
        assertThat(list(values)).allSatisfy(it -> assertThat(it).isCloseTo(value, within(value / 100)));
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    @Test
    void requestsAndErrorsAreASecond() throws Exception {
        assertEvery(MetricKind.REQUESTS, CART, 11);
        assertEvery(MetricKind.ERRORS, CART, 1);
        assertEvery(MetricKind.ERRORS, TILL, 0);
        assertEvery(MetricKind.REQUESTS, TILL, 2);
    }

    @Test
    void latencyIsThe95thPercentileElseTheMean() throws Exception {
        // Of 11 requests 10 took less than .1 s; the 95th percentile is 45 % into the next bucket.
        assertEvery(MetricKind.LATENCY, CART, 0.1 + 0.4 * 0.45);
        assertEvery(MetricKind.LATENCY, TILL, 0.25);
    }

    @Test
    void processorsAndMemoryAreAddedUp() throws Exception {
        assertEvery(MetricKind.CPU, CART, 2);
        assertEvery(MetricKind.CPU, TILL, 2);
        assertEvery(MetricKind.MEMORY, TILL, 7_000_000);
        assertEvery(MetricKind.CPU, ODD, 1);
    }

    @Test
    void aCounterThatBeginsAgainDoesNotFall() throws Exception {
        double[] values = series(MetricKind.REQUESTS, MAIL).slice(1, 24);

        assertThat(list(values)).allSatisfy(it -> assertThat(it).isBetween(5.0, 6.1));
    }

    @Test
    void whatIsNoNumberIsNotMeasured() throws Exception {
        Series memory = series(MetricKind.MEMORY, MAIL);

        assertThat(memory.slice(0, 11)).containsOnly(Double.NaN);
        assertThat(memory.slice(11, 24)).containsOnly(1_000);
    }

    @Test
    void eachRestartIsInOneStep() throws Exception {
        for (Duration step : List.of(FIVE, Duration.ofMinutes(1))) {
            Series mail = Objects.requireNonNull(metrics.series(MetricKind.RESTARTS, Set.of(MAIL), BEGIN, NOW, step)
                    .get(MAIL));
            double[] values = mail.slice(0, mail.size());
            assertThat(Arrays.stream(values).filter(it -> !Double.isNaN(it)).sum())
                    .isEqualTo(1);
            assertThat(mail.value(mail.indexAt(BEGIN.plusSeconds(3600)) - 1)).isEqualTo(1);
        }
        assertThat(list(series(MetricKind.RESTARTS, CART).slice(0, 24)))
                .filteredOn(it -> it > 0)
                .hasSize(2);
    }

    @Test
    void whatIsNotOverYetIsNotMeasured() throws Exception {
        Series series = Objects.requireNonNull(
                metrics.series(MetricKind.REQUESTS, Set.of(CART), NOW.minusSeconds(400), NOW.plusSeconds(900), FIVE)
                        .get(CART));

        assertThat(series.size()).isEqualTo(1);
        assertThat(metrics.series(MetricKind.REQUESTS, Set.of(CART), NOW.minusSeconds(200), NOW.plusSeconds(900), FIVE))
                .isEmpty();
    }

    @Test
    void whoIsNotMeasuredIsLeftOut() throws Exception {
        assertThat(metrics.series(MetricKind.LATENCY, Set.of(MAIL, GONE), BEGIN, NOW, FIVE))
                .isEmpty();
    }

    @Test
    void aStartTellsWhenAndWhichVersion() throws Exception {
        Map<ServiceName, List<Start>> starts = metrics.starts(Set.of(MAIL, CART), BEGIN, NOW);

        assertThat(starts)
                .containsExactly(Map.entry(
                        MAIL, List.of(new Start(BEGIN.plusSeconds(3590), "mail-1:80", "1.1", "abcdef01234"))));
        assertThat(metrics.starts(Set.of(MAIL), BEGIN.plusSeconds(3591), NOW)).isEmpty();
    }
}
