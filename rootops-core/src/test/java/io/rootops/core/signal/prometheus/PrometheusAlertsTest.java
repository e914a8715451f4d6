package io.rootops.core.signal.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rootops.core.signal.prometheus.PrometheusAlerts.FiringAlert;
import io.rootops.core.signal.store.StoreAddress;
import io.rootops.core.signal.store.StoreException;
import io.rootops.core.signal.store.StoreHttp;
import io.rootops.core.testing.CannedServer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusAlertsTest {
    private static final String ALERTS = "/api/v1/alerts";

    private final CannedServer server = new CannedServer();
    private final PrometheusAlerts alerts =
            new PrometheusAlerts(new PrometheusClient(new StoreHttp(StoreAddress.open(server.uri()))));

    @AfterEach
    void close() {
        server.close();
    }

    /** Recorded of Prometheus 2.42.0. */
    @Test
    void whatFiresIsTold() throws Exception {
        try (InputStream body = PrometheusAlertsTest.class.getResourceAsStream("/prometheus/alerts.json")) {
            server.answer(ALERTS, 200, new String(Objects.requireNonNull(body).readAllBytes(), StandardCharsets.UTF_8));
        }

        assertThat(alerts.firing())
                .containsExactly(new FiringAlert(
                        Map.of("alertname", "AlwaysFiring", "service", "checkout", "severity", "critical"),
                        Map.of("description", "d", "summary", "test alert"),
                        Instant.parse("2026-11-24T22:24:42.73091461Z")));
    }

    @Test
    void whatOnlyMayFireIsLeftOut() throws Exception {
        server.answer(ALERTS, 200, """
                {"status":"success","data":{"alerts":[
                  {"labels":{"alertname":"a"},"annotations":{},"state":"pending","activeAt":"2026-11-24T22:24:42Z"},
                  {"labels":{"alertname":"b"},"state":"firing"},
                  {"labels":{"alertname":"c"},"state":"firing","activeAt":"2026-11-24T22:24:42Z","more":[{}]}]}}
                """);

        assertThat(alerts.firing())
                .extracting(it -> it.labels().get("alertname"))
                .containsExactly("c");
    }

    /** Else all that fired would seem to have ended. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html></html>",
                "{\"status\":\"success\",\"data\":{}}",
                "{\"status\":\"success\",\"data\":[]}",
                "{\"status\":\"error\",\"data\":{\"alerts\":[]}}",
                "{\"status\":\"success\",\"data\":{\"alerts\":[{\"state\":\"firing\",\"activeAt\":\"soon\"}]}}",
                "{\"status\":\"success\",\"data\":{\"alerts\":[{"
            })
    void whatTellsNoneIsNoListOfNone(String answer) {
        server.answer(ALERTS, 200, answer);

        assertThat(catchThrowableOfType(StoreException.class, alerts::firing).kind())
                .isEqualTo(StoreException.Kind.NOT_UNDERSTOOD);
    }

    /** Those that were left out would seem to have ended. */
    @Test
    void tooManyAreNotCutToSome() {
        String alert = "{\"labels\":{},\"state\":\"firing\",\"activeAt\":\"2026-11-24T22:24:42Z\"}";
        server.answer(
                ALERTS,
                200,
                "{\"status\":\"success\",\"data\":{\"alerts\":[" + (alert + ",").repeat(10_000) + alert + "]}}");

        assertThat(catchThrowableOfType(StoreException.class, alerts::firing).kind())
                .isEqualTo(StoreException.Kind.TOO_MUCH);
    }
}
