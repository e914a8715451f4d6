package io.rootops.core.signal.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.Series;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.store.StoreAddress;
import io.rootops.core.signal.store.StoreException;
import io.rootops.core.signal.store.StoreException.Kind;
import io.rootops.core.signal.store.StoreHttp;
import io.rootops.core.testing.CannedServer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stores that refuse, fail, answer something else, or too much. */
class PrometheusFaultsTest {
    private static final Instant NOW = Instant.parse("2026-03-20T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String NAMES = "/api/v1/label/__name__/values";
    private static final String QUERY = "/api/v1/query";
    private static final String RANGE = "/api/v1/query_range";

    private final CannedServer server = new CannedServer();
    private final PrometheusMetrics metrics = new PrometheusMetrics(
            new PrometheusClient(new StoreHttp(StoreAddress.open(server.uri()), Duration.ofSeconds(30), 1 << 20)),
            InstantSource.fixed(NOW));

    @AfterEach
    void close() {
        server.close();
    }

    private static String result(String type, List<String> series) {
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"" + type + "\",\"result\":["
                + String.join(",", series) + "]}}";
    }

    /** It has memory of so many services. */
    private void services(int count) {
        server.answer(NAMES, 200, "{\"status\":\"success\",\"data\":[\"process_resident_memory_bytes\",\"up\"]}")
                .answer(
                        QUERY,
                        200,
                        result(
                                "vector",
                                IntStream.range(0, count)
                                        .mapToObj(it -> "{\"metric\":{\"job\":\"service-" + it
                                                + "\"},\"value\":[1774008000,\"1\"]}")
                                        .toList()));
    }

    private Set<ServiceName> names(int count) {
        return IntStream.range(0, count)
                .mapToObj(it -> new ServiceName("service-" + it, ""))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({
        "401, unauthorized, REFUSED",
        "401, no org id, REFUSED",
        "429, slow down, BUSY",
        "500, oops, FAILING",
        "503, query timed out in expression evaluation, TOO_MUCH",
        "422, query processing would load too many samples into memory, TOO_MUCH",
        "200, <html><title>Sign in</title>, NOT_UNDERSTOOD",
        "200, '{\"status\":\"error\",\"error\":\"no\"}', NOT_UNDERSTOOD",
        "200, '{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{}', NOT_UNDERSTOOD",
        "200, '{\"status\":\"success\",\"data\":{\"result\":[{\"value\":[1,\"x\"]}]}}', NOT_UNDERSTOOD",
        "200, '{\"status\":\"success\",\"data\":{\"result\":[{\"value\":7}]}}', NOT_UNDERSTOOD"
    })
    void whatIsWrongIsToldApart(int status, String body, Kind kind) {
        services(1);
        server.answer(QUERY, status, body);

        assertThat(catchThrowableOfType(StoreException.class, metrics::services).kind())
                .isEqualTo(kind);
    }

    @Test
    void oneWithoutNamesOfMetricsIsAskedByAQuery() throws Exception {
        services(1);
        server.answer(NAMES, 404, "not here").answer(QUERY, 200, result("vector", List.of("""
                        {"metric":{"__name__":"process_resident_memory_bytes","job":"cart","namespace":"shop"},"value":[1774008000.5,"1"]}""")));

        assertThat(metrics.services().keySet()).containsExactly(new ServiceName("cart", "shop"));
    }

    @Test
    void whatIsNoNumberOrOutOfTimeIsNotMeasured() throws Exception {
        services(1);
        long first = NOW.getEpochSecond() - 240;
        server.answer(
                RANGE, 200, result("matrix", List.of(String.format("""
                {"metric":{"job":"service-0","env":""},"values":[[%d,"NaN"],[%d,"+Inf"],[%d.000,"7e0"],[%d,"8"],[1,"9"]],"histograms":[[1,{}]]}""", first, first + 60, first + 120, first + 150))));

        Series series =
                Objects.requireNonNull(metrics.series(MetricKind.MEMORY, names(1), NOW.minusSeconds(300), NOW, MINUTE)
                        .get(new ServiceName("service-0", "")));

        assertThat(series.slice(0, 5)).containsExactly(Double.NaN, Double.NaN, 7, Double.NaN, Double.NaN);
    }

    @Test
    void aThousandServicesAreAskedForInPortions() throws Exception {
        services(1000);
        server.answer(RANGE, 200, result("matrix", List.of()));

        assertThat(metrics.services()).hasSize(1000);
        assertThat(metrics.series(MetricKind.MEMORY, names(1000), NOW.minusSeconds(300), NOW, MINUTE))
                .isEmpty();

        List<String> asked = ranges();
        assertThat(asked).hasSizeBetween(50, 60).allSatisfy(it -> {
            assertThat(it.length()).isLessThan(8_000);
            assertThat(it.split("service-", -1).length - 1).isLessThanOrEqualTo(20);
        });
    }

    @Test
    void noQuestionIsForMorePointsThanAreAnswered() throws Exception {
        services(1);
        server.answer(RANGE, 200, result("matrix", List.of()));

        metrics.series(MetricKind.MEMORY, names(1), NOW.minus(Duration.ofDays(14)), NOW, MINUTE);

        List<Long> points = ranges().stream().map(PrometheusFaultsTest::points).toList();
        assertThat(points).allMatch(it -> it <= 11_000);
        assertThat(points.stream().mapToLong(it -> it).sum()).isEqualTo(14 * 24 * 60);
    }

    @Test
    void whatIsTooMuchIsAskedForInHalvesAndAtLastGivenUp() throws Exception {
        services(4);
        server.answer(RANGE, 200, "{\"status\":\"success\",\"" + "x".repeat(2 << 20));

        StoreException tooMuch = catchThrowableOfType(
                StoreException.class,
                () -> metrics.series(MetricKind.MEMORY, names(4), NOW.minus(Duration.ofDays(1)), NOW, MINUTE));

        assertThat(tooMuch.kind()).isEqualTo(Kind.TOO_MUCH);
        assertThat(ranges()).hasSizeLessThan(10);
        assertThat(points(ranges().get(ranges().size() - 1))).isLessThanOrEqualTo(64);
    }

    private List<String> ranges() {
        return server.asked().stream()
                .filter(it -> it.startsWith(RANGE))
                .map(it -> URLDecoder.decode(it, StandardCharsets.UTF_8))
                .toList();
    }

    private static long points(String question) {
        return Math.round((number(question, "end") - number(question, "start")) / number(question, "step")) + 1;
    }

    private static double number(String question, String parameter) {
        Matcher matcher = Pattern.compile("[?&]" + parameter + "=([0-9.]+)").matcher(question);
        assertThat(matcher.find()).isTrue();
        return Double.parseDouble(matcher.group(1));
    }
}
