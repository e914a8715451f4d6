package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rootops.core.access.Scope;
import io.rootops.core.access.TokenOrder;
import io.rootops.core.memory.TokenMemory;
import io.rootops.core.settings.SettingsReader;
import io.rootops.core.testing.GitFixture;
import io.rootops.core.testing.PrometheusServer;
import io.rootops.core.testing.TestDatabase;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One server, up through the three tiers and down again: a repository alone, then log files, then Prometheus. */
class TiersIT {
    private static final Duration SOON = Duration.ofMillis(500);

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    private final Instant deployed = now.minus(Duration.ofHours(3));

    @TempDir
    private Path directory;

    private TestDatabase database;
    private Map<String, String> settings;
    private Path log;
    private int port;
    private Server server;
    private String token;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(PrometheusServer.program("prometheus").isPresent());
        database = TestDatabase.create();
        log = Files.createDirectory(directory.resolve("logs")).resolve("shop.log");
        port = PrometheusServer.freePort();
        try (GitFixture git = GitFixture.bare(directory.resolve("shop"))) {
            git.commit().file("A.java", "class A {}\n").on("main");
        }
        settings = Map.of(
                "ROOTOPS_HOME",
                directory.resolve("home").toString(),
                "ROOTOPS_PORT",
                "0",
                "DATABASE_URL",
                database.jdbcUrl()
                        .replace(
                                "jdbc:postgresql://",
                                "postgresql://" + database.user() + ":"
                                        + URLEncoder.encode(database.password(), StandardCharsets.UTF_8) + "@"),
                "LOKI_URL",
                "none",
                "LOG_PATHS",
                directory.resolve("logs") + "/*.log",
                "PROMETHEUS_URL",
                "http://127.0.0.1:" + port,
                "POLL_LOGS_INTERVAL_SECONDS",
                "10",
                "POLL_METRICS_INTERVAL_SECONDS",
                "10");
        server = Server.start(new SettingsReader(settings).read(), List.of(directory.resolve("shop")), SOON);
        token = new TokenMemory(database.dsl(), InstantSource.system())
                .create(new TokenOrder("deploys", Set.of(Scope.DEPLOYMENT_WRITE), null))
                .secret()
                .text();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
            database.close();
        }
    }

    @Test
    void eachPageSaysWhatThereIsOnTheWayUpAndDown() throws Exception {
        withARepositoryAlone();
        withLogFiles();
        String id = deployment();
        withPrometheusToo(id);
        withoutBothAgain(id);
    }

    private void withARepositoryAlone() throws Exception {
        await(
                "/api/dashboard/overview",
                "the history",
                it -> it.at("/backfill/state").asText().equals("ready"));
        await(
                "/api/dashboard/overview",
                "what is missing",
                it -> state(it, "metrics").equals("fail"));
        JsonNode overview = read("/api/dashboard/overview");
        assertThat(state(overview, "logs")).isEqualTo("warn");
        assertThat(overview.path("backends").toString())
                .contains("no file matches " + directory.resolve("logs") + "/*.log", "check LOG_PATHS")
                .contains("http://127.0.0.1:" + port, "start Prometheus, or check PROMETHEUS_URL");
        assertThat(page("/dashboard")).contains("check LOG_PATHS", "start Prometheus, or check PROMETHEUS_URL");
        assertThat(page("/dashboard/logs")).contains("No lines yet", "no file matches");
        assertThat(page("/dashboard/metrics")).contains("No metrics yet", "start Prometheus");
        assertThat(page("/dashboard/deployments")).contains("None yet");
        assertThat(read("/api/dashboard/logs").path("services")).isEmpty();
        assertThat(read("/api/dashboard/metrics").path("services")).isEmpty();
        assertThat(read("/api/dashboard/services").path("services")).isEmpty();
        assertThat(page("/dashboard/health")).contains("Health");
        assertThat(read("/readyz").path("status").asText()).isEqualTo("ready");
        doctor(1, "no file matches", "start Prometheus, or check PROMETHEUS_URL");
    }

    private void withLogFiles() throws Exception {
        Files.write(log, lines());
        await("/api/dashboard/overview", "the file", it -> state(it, "logs").equals("ok"));
        assertThat(page("/dashboard")).contains("1 file of ");
        await(
                "/api/dashboard/logs",
                "its lines",
                it -> it.at("/services/0/name").asText().equals("shop"));
        assertThat(page("/dashboard/logs?service=shop")).contains("the bank did not answer for order", "1 file of ");
        await(
                "/api/dashboard/services",
                "its repository",
                it -> it.at("/services/0/state").asText().equals("mapped"));
        assertThat(page("/dashboard/metrics")).contains("No metrics yet");
        assertThat(state(read("/api/dashboard/overview"), "metrics")).isEqualTo("fail");
        doctor(1, "1 file of ", "start Prometheus, or check PROMETHEUS_URL");
    }

    /** Of three hours ago: all looks are due. */
    private String deployment() throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(server.dashboard().resolve("/api/v1/intelligence/deployment"))
                        .header("Authorization", "Bearer " + token)
                        .POST(HttpRequest.BodyPublishers.ofString("{\"environment\": \"production\", \"external_id\":"
                                + " \"1\", \"deployed_at\": \"" + deployed + "\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        String id = json.readTree(answer.body()).path("id").asText();
        await(
                "/api/dashboard/deployments/" + id,
                "a look that waits",
                it -> Instant.parse(it.path("next_look_at").asText()).isAfter(now));
        JsonNode waiting = read("/api/dashboard/deployments/" + id);
        assertThat(waiting.path("state").asText()).isEqualTo("watching");
        assertThat(waiting.path("looks"))
                .as("Prometheus is waited for before it is looked without")
                .isEmpty();
        assertThat(page("/dashboard/deployments")).contains("watching");
        return id;
    }

    private void withPrometheusToo(String id) throws Exception {
        Path store = Files.createDirectory(directory.resolve("store"));
        PrometheusServer.backfill(store, past());
        try (PrometheusServer prometheus =
                PrometheusServer.start(store, "", port).awaitReady()) {
            await(
                    "/api/dashboard/overview",
                    "Prometheus",
                    it -> state(it, "metrics").equals("ok"));
            assertThat(state(read("/api/dashboard/overview"), "logs")).isEqualTo("ok");
            assertThat(page("/dashboard")).contains("Prometheus at " + prometheus.address(), "1 file of ");
            await(
                    "/api/dashboard/metrics",
                    "its service",
                    it -> it.at("/services/0/name").asText().equals("shop"));
            assertThat(page("/dashboard/metrics")).contains("Prometheus at ", "shop");
            doctor(0, "1 file of ", "Prometheus at ");
            await(
                    "/api/dashboard/deployments/" + id,
                    "all looks",
                    it -> it.path("looks").size() == 3);
            JsonNode verdict = read("/api/dashboard/deployments/" + id);
            assertThat(verdict.path("state").asText())
                    .as(verdict.toPrettyString())
                    .isEqualTo("healthy");
            assertThat(verdict.at("/looks/2/metrics").findValuesAsText("kind")).contains("requests", "errors");
            assertThat(verdict.at("/looks/2/notes").toString()).doesNotContain("etrics could not be read");
            assertThat(page("/dashboard/deployments/" + id)).contains("Healthy", "After 120 minutes");
        }
    }

    private void withoutBothAgain(String id) throws Exception {
        Files.delete(log);
        await(
                "/api/dashboard/overview",
                "Prometheus to be gone",
                it -> state(it, "metrics").equals("fail"));
        await(
                "/api/dashboard/overview",
                "the file to be gone",
                it -> state(it, "logs").equals("warn"));
        assertThat(page("/dashboard")).contains("no file matches", "start Prometheus, or check PROMETHEUS_URL");
        await(
                "/api/dashboard/metrics",
                "the failure to be said",
                it -> !it.at("/sources/0/problem").asText("").isEmpty());
        assertThat(page("/dashboard/metrics")).contains("start Prometheus", "shop");
        assertThat(page("/dashboard/logs?service=shop"))
                .as("what was read stays")
                .contains("no file matches", "the bank did not answer for order");
        assertThat(read("/api/dashboard/deployments/" + id).path("state").asText())
                .isEqualTo("healthy");
        assertThat(page("/dashboard/deployments")).contains("healthy");
        assertThat(page("/dashboard/health")).contains("Health");
        assertThat(read("/readyz").path("status").asText()).isEqualTo("ready");
        doctor(1, "no file matches", "start Prometheus, or check PROMETHEUS_URL");
    }

    /** Two days of a line a minute, and an error each hour. */
    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Instant at = now.minus(Duration.ofDays(2)); at.isBefore(now); at = at.plus(Duration.ofMinutes(1))) {
            long minute = at.getEpochSecond() / 60;
            lines.add(at + " INFO paid order " + minute + " in " + minute % 17 + " ms");
            if (minute % 60 == 7) {
                lines.add(at + " ERROR the bank did not answer for order " + minute);
            }
        }
        return lines;
    }

    /** Four noisy days. */
    private List<String> past() {
        List<String> served = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        Random random = new Random(1);
        long good = 0;
        long bad = 0;
        for (Instant at = now.minus(Duration.ofDays(4)); at.isBefore(now); at = at.plus(Duration.ofMinutes(1))) {
            good += 600 + random.nextInt(120);
            bad += 20 + random.nextInt(8);
            served.add("http_requests_total{job=\"shop\",code=\"200\"} " + good + " " + at.getEpochSecond());
            failed.add("http_requests_total{job=\"shop\",code=\"500\"} " + bad + " " + at.getEpochSecond());
        }
        served.addAll(failed);
        return served;
    }

    private static String state(JsonNode overview, String subject) {
        for (JsonNode each : overview.path("backends")) {
            if (each.path("subject").asText().equals(subject)) {
                return each.path("state").asText();
            }
        }
        return "";
    }

    private interface Condition {
        boolean holds(JsonNode answer);
    }

    private void await(String path, String what, Condition condition) throws Exception {
        Instant end = Instant.now().plus(Duration.ofMinutes(5));
        JsonNode answer = read(path);
        while (!condition.holds(answer)) {
            assertThat(Instant.now()).as("waited for %s: %s", what, answer).isBefore(end);
            TimeUnit.MILLISECONDS.sleep(20);
            answer = read(path);
        }
    }

    private JsonNode read(String path) throws IOException, InterruptedException {
        return json.readTree(page(path));
    }

    private String page(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(server.dashboard().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private void doctor(int exit, String... says) throws Exception {
        try (RootOpsProcess doctor = RootOpsProcess.start(directory.resolve("home"), settings, "doctor")) {
            assertThat(doctor.exitCode()).as(doctor.log()).isEqualTo(exit);
            assertThat(doctor.log()).contains(says);
        }
    }
}
