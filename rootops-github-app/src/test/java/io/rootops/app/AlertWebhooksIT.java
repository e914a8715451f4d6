package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.core.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts, from Debian's Alertmanager and Prometheus to the page that shows the incident. */
class AlertWebhooksIT {
    private static final String INCIDENTS = "/api/dashboard/incidents";

    @TempDir
    private Path directory;

    private final Map<String, String> settings = new HashMap<>();
    private TestDatabase database;

    @BeforeEach
    void set() {
        database = TestDatabase.create();
        settings.put(
                "DATABASE_URL",
                database.jdbcUrl()
                        .replace(
                                "jdbc:postgresql://",
                                "postgres://" + database.user() + ":" + database.password() + "@"));
        settings.put("LOG_PATHS", directory + "/none/*.log");
        settings.put("POLL_METRICS_INTERVAL_SECONDS", "10");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anAlertThatAlertmanagerSendsIsAnIncidentUntilItIsResolved() throws Exception {
        assumeTrue(Alertmanager.installed());
        Instant began = Instant.now().minus(Duration.ofMinutes(10));
        try (RootOpsProcess rootOps = RootOpsProcess.start(directory.resolve("home"), settings, "serve");
                Alertmanager alertmanager =
                        Alertmanager.start(Files.createDirectory(directory.resolve("am")), config(rootOps.address()))) {
            alertmanager.post(alert(began, null));

            rootOps.await(
                    "the incident",
                    () -> incident(rootOps, 0).path("state").asText().equals("open"));
            JsonNode open = incident(rootOps, 0);
            assertThat(open.path("service").asText()).isEqualTo("cart");
            assertThat(open.path("severity").asText()).isEqualTo("critical");
            assertThat(open.path("sources").toString()).isEqualTo("[\"alertmanager\"]");
            assertThat(rootOps.get("/dashboard").body()).contains("An incident is open", "Many requests fail");
            assertThat(rootOps.get("/dashboard/incidents").body())
                    .contains("HighErrorRate: Many requests fail", "cart");

            alertmanager.post(alert(began, Instant.now().minusSeconds(1)));
            rootOps.await(
                    "its end", () -> incident(rootOps, 0).path("state").asText().equals("resolved"));

            JsonNode detail = rootOps.json(INCIDENTS + "/" + open.path("id").asText());
            assertThat(detail.path("alert_count").asInt()).isEqualTo(1);
            assertThat(detail.path("history").findValuesAsText("kind")).containsExactly("opened", "resolved");
            assertThat(rootOps.get("/dashboard/incidents/" + open.path("id").asText())
                            .body())
                    .contains("What became of it", "Resolved");
            assertThat(rootOps.json(INCIDENTS + "?state=open").path("incidents").isEmpty())
                    .isTrue();
            assertThat(rootOps.get("/dashboard").body()).doesNotContain("An incident is open");
            assertThat(rootOps.get("/metrics").body()).contains("rootops_alert_requests_total{");
        }
    }

    @Test
    void whereNobodySendsAnyTheAlertsOfPrometheusAreTaken() throws Exception {
        assumeTrue(Prometheus.program("prometheus").isPresent());
        Path data = Files.createDirectory(directory.resolve("prometheus"));
        Files.writeString(data.resolve("rules.yml"), """
                groups:
                  - name: some
                    interval: 1s
                    rules:
                      - {alert: CartDown, expr: vector(1), labels: {severity: critical, service: cart}}
                      - {alert: Slow, expr: vector(1), labels: {severity: warning, service: till}}
                """);
        try (Prometheus prometheus =
                Prometheus.start(data, "global: {evaluation_interval: 1s}\nrule_files: [rules.yml]\n")) {
            settings.put("PROMETHEUS_URL", prometheus.address().toString());
            try (RootOpsProcess rootOps = RootOpsProcess.start(directory.resolve("home"), settings, "serve")) {
                rootOps.await("the alert", () -> count("incident_alert") == 1);
                assertThat(rootOps.json(INCIDENTS).path("incidents").isEmpty())
                        .as("five minutes are not over")
                        .isTrue();
                database.execute("update incident_alert set began_at = began_at - interval '5 minutes'");

                rootOps.await("the incident", () -> !incident(rootOps, 0).isMissingNode());

                assertThat(incident(rootOps, 0).path("title").asText()).isEqualTo("CartDown");
                assertThat(incident(rootOps, 0).path("sources").toString()).isEqualTo("[\"prometheus\"]");
                rootOps.await(
                        "the overview to say where incidents come from",
                        () -> body(rootOps, "/dashboard").contains("Prometheus, last "));
            }
        }
    }

    @Test
    void whatPagerDutySignsIsTakenAndNothingIsLostWhenTheProcessEnds() throws Exception {
        settings.put("PAGERDUTY_WEBHOOK_SECRET", "s3cret");
        byte[] body = """
                {"event":{"id":"01","event_type":"incident.triggered","occurred_at":"2026-01-01T00:00:00Z","data":{"id":"Q1",
                "created_at":"2026-01-01T00:00:00Z","title":"The cart is empty","urgency":"high","service":{"summary":"cart"},
                "html_url":"https://acme.pagerduty.com/incidents/Q1"}}}
                """.getBytes(StandardCharsets.UTF_8);
        try (RootOpsProcess rootOps = RootOpsProcess.start(directory.resolve("home"), settings, "serve")) {
            URI address = rootOps.address().resolve("/webhooks/pagerduty");
            byte[] changed = body.clone();
            changed[20] ^= 1;
            assertThat(send(address, changed, signature(body))).isEqualTo(401);
            assertThat(send(address, body, signature(body))).isEqualTo(202);
            rootOps.kill();
        }
        try (RootOpsProcess rootOps = RootOpsProcess.start(directory.resolve("home"), settings, "serve")) {
            rootOps.await("the incident", () -> !incident(rootOps, 0).isMissingNode());
            assertThat(incident(rootOps, 0).path("url").asText()).isEqualTo("https://acme.pagerduty.com/incidents/Q1");
            assertThat(rootOps.json(INCIDENTS).path("incidents")).hasSize(1);
        }
    }

    @Test
    void theExampleOfTheDocumentationIsAlertmanagers() throws Exception {
        assumeTrue(Alertmanager.installed());
        Matcher example = Pattern.compile("(?s)## Alertmanager.*?```yaml\n(.*?)```")
                .matcher(Files.readString(Path.of("../docs/how-to/alerts.md")));
        assertThat(example.find()).isTrue();
        Path file = Files.writeString(directory.resolve("example.yml"), example.group(1));

        assertThat(Alertmanager.checkConfig(file)).startsWith("0 ").contains("SUCCESS");
    }

    private static String config(URI rootOps) {
        return """
                route: {receiver: rootops, group_by: [alertname, service], group_wait: 0s, group_interval: 1s}
                receivers:
                  - name: rootops
                    webhook_configs: [{url: '%s', send_resolved: true}]
                """.formatted(rootOps.resolve("/webhooks/alertmanager"));
    }

    private static String alert(Instant began, @Nullable Instant ended) {
        return "[{\"labels\":{\"alertname\":\"HighErrorRate\",\"service\":\"cart\",\"severity\":\"critical\"},"
                + "\"annotations\":{\"summary\":\"Many requests fail\"},\"startsAt\":\"" + began + "\""
                + (ended == null ? "" : ",\"endsAt\":\"" + ended + "\"") + "}]";
    }

    private static int send(URI address, byte[] body, String signature) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address)
                                .header("X-PagerDuty-Signature", signature)
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static String signature(byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("s3cret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    }

    private long count(String table) {
        return (Long) database.dsl().fetchValue("select count(*) from " + table);
    }

    private static JsonNode incident(RootOpsProcess rootOps, int index) {
        try {
            return rootOps.json(INCIDENTS).at("/incidents/" + index);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String body(RootOpsProcess rootOps, String path) {
        try {
            return rootOps.get(path).body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
