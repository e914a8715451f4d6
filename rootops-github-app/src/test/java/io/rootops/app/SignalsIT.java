package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.core.testing.FakeLoki;
import io.rootops.core.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log, the API, the overview and the doctor say of logs and metrics: the same. */
class SignalsIT {
    @TempDir
    private Path directory;

    @Test
    void withNothingItSaysWhatEachWouldAdd() throws Exception {
        sameEverywhere(
                Map.of("LOG_PATHS", "/logs/*.log"),
                "logs",
                "none",
                "no file matches /logs/*.log",
                "errors before and after each deployment: set LOKI_URL or LOG_PATHS");
    }

    @Test
    void aLokiThatAnswersIsNamed() throws Exception {
        try (FakeLoki loki = new FakeLoki()) {
            loki.push(Map.of("app", "cart"), 1, "hello");
            sameEverywhere(
                    Map.of("LOKI_URL", loki.uri().toString()),
                    "logs",
                    "ok",
                    "Loki at " + loki.uri() + ", service label service_name",
                    "");
        }
    }

    @Test
    void wrongCredentialsNameTheSettingThatMendsThem() throws Exception {
        try (FakeLoki loki = new FakeLoki()) {
            loki.expect("Bearer right-token", null);
            sameEverywhere(
                    Map.of("LOKI_URL", loki.uri().toString(), "LOKI_TOKEN", "wrong-token"),
                    "logs",
                    "fail",
                    loki.uri() + "/loki/api/v1/labels answers 401: unauthorized",
                    "check LOKI_TOKEN");
        }
    }

    @Test
    void logFilesAreCounted() throws Exception {
        Path logs = Files.createDirectory(directory.resolve("logs"));
        Files.writeString(logs.resolve("cart.log"), "hello\n");
        Files.writeString(logs.resolve("mail.log"), "hello\n");
        sameEverywhere(Map.of("LOG_PATHS", logs + "/*.log"), "logs", "ok", "2 files of " + logs + "/*.log", "");
    }

    @Test
    void aRealPrometheusIsFoundWithItsAlertingRules() throws Exception {
        assumeTrue(Prometheus.program("prometheus").isPresent());
        Files.writeString(directory.resolve("rules.yml"), """
                groups:
                  - name: some
                    rules:
                      - {alert: Down, expr: up == 0}
                      - {record: all, expr: sum(up)}
                """);
        try (Prometheus prometheus = Prometheus.start(directory, "rule_files: [rules.yml]\n")) {
            while (!prometheus.has("vector(1)")) {
                Thread.onSpinWait(); // it is starting
            }
            sameEverywhere(
                    Map.of("PROMETHEUS_URL", prometheus.address().toString()),
                    "metrics",
                    "ok",
                    ", 1 alerting rule",
                    "Prometheus at " + prometheus.address());
        }
    }

    /** @param also what is said beside the text, such as a remedy; empty: nothing */
    private void sameEverywhere(Map<String, String> settings, String subject, String state, String text, String also)
            throws IOException, InterruptedException {
        try (TestDatabase database = TestDatabase.create()) {
            Map<String, String> all = new HashMap<>(settings);
            all.put("DATABASE_URL", url(database));
            try (RootOpsProcess rootOps = RootOpsProcess.start(directory.resolve("home"), all, "serve")) {
                rootOps.await("what was found to be said", () -> rootOps.log().contains(state + " " + subject + ": "));
                JsonNode[] check = new JsonNode[1];
                rootOps.await("the API to say it", () -> {
                    check[0] = check(rootOps, subject);
                    return check[0].path("text").asText().contains(text);
                });
                assertThat(check[0].path("state").asText()).isEqualTo(state);
                assertThat(check[0].toString()).contains(also);
                assertThat(rootOps.get("/dashboard").body()).contains(text, also);
                assertThat(rootOps.log()).contains(text);
            }
            try (RootOpsProcess doctor = RootOpsProcess.start(directory.resolve("home"), all, "doctor")) {
                assertThat(doctor.exitCode()).isEqualTo(state.equals("fail") ? 1 : 0);
                assertThat(doctor.log()).contains(text, also).doesNotContain("wrong-token");
            }
        }
    }

    private static JsonNode check(RootOpsProcess rootOps, String subject) {
        try {
            for (JsonNode each : rootOps.json("/api/dashboard/overview").path("backends")) {
                if (each.path("subject").asText().equals(subject)) {
                    return each;
                }
            }
            throw new AssertionError("no check of " + subject);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String url(TestDatabase database) {
        return database.jdbcUrl()
                .replace("jdbc:postgresql://", "postgres://" + database.user() + ":" + database.password() + "@");
    }
}
