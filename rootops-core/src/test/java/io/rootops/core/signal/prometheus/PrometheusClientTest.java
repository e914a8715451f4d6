package io.rootops.core.signal.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rootops.core.signal.store.StoreAddress;
import io.rootops.core.signal.store.StoreException;
import io.rootops.core.signal.store.StoreException.Kind;
import io.rootops.core.signal.store.StoreHttp;
import io.rootops.core.testing.CannedServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusClientTest {
    private static final String BUILD = "/api/v1/status/buildinfo";
    private static final String QUERY = "/api/v1/query";
    private static final String RULES = "/api/v1/rules";

    private final CannedServer server = new CannedServer();
    private final PrometheusClient client = new PrometheusClient(new StoreHttp(StoreAddress.open(server.uri())));

    @AfterEach
    void close() {
        server.close();
    }

    /** Recorded of Prometheus 2.42.0. */
    private static String recorded(String name) throws IOException {
        try (InputStream body = PrometheusClientTest.class.getResourceAsStream("/prometheus/" + name)) {
            return new String(Objects.requireNonNull(body).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void itTellsItsVersionAndHowManyRulesRaiseAlerts() throws Exception {
        server.answer(BUILD, 200, recorded("buildinfo.json")).answer(RULES, 200, recorded("rules.json"));

        assertThat(client.probe()).isEqualTo("2.42.0+ds");
        assertThat(client.alertingRules()).isEqualTo(1);
    }

    @Test
    void whatDoesNotTellItsVersionAnswersAQuery() throws Exception {
        server.answer(QUERY, 200, recorded("query_empty.json"));

        assertThat(client.probe()).isEmpty();
        assertThat(server.asked()).containsExactly(BUILD, QUERY + "?query=1");
    }

    @Test
    void rulesThatOnlyRecordRaiseNoAlert() throws Exception {
        server.answer(RULES, 200, """
                {"status":"success","data":{"groups":[
                  {"name":"a","rules":[{"type":"recording","name":"x"},{"alerts":[{"labels":{}}],"type":"alerting"}]},
                  {"name":"b","rules":[]}],"groupNextToken":"c"}}""");

        assertThat(client.alertingRules()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!doctype html><title>Sign in</title>",
                "{\"status\":\"success\",\"data\":[]}",
                "{\"status\":\"success\",\"data\":{\"result",
                "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"no\"}",
                "[1]",
                ""
            })
    void whatIsNoAnswerOfPrometheusIsNotUnderstood(String body) {
        server.answer("/", 200, body);

        assertThat(catchThrowableOfType(StoreException.class, client::probe).kind())
                .isEqualTo(Kind.NOT_UNDERSTOOD);
    }

    @Test
    void oneThatLetsNobodyInIsNotAskedTwice() {
        server.answer("/", 401, "Unauthorized\n");

        StoreException refused = catchThrowableOfType(StoreException.class, client::probe);

        assertThat(refused.kind()).isEqualTo(Kind.REFUSED);
        assertThat(server.asked()).containsExactly(BUILD);
    }
}
