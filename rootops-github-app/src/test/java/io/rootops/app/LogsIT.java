package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.core.testing.FakeLoki;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs, from where they are written to the page that shows them. */
class LogsIT {
    @TempDir
    private Path directory;

    private Path log;
    private final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void set() throws IOException {
        Files.createDirectory(directory.resolve("logs"));
        log = directory.resolve("logs/till.log");
        settings.put("LOG_PATHS", directory + "/logs/*.log");
        settings.put("POLL_LOGS_INTERVAL_SECONDS", "10");
        settings.put("LOKI_URL", "none");
        settings.put("PROMETHEUS_URL", "none");
    }

    @Test
    void aLogFileIsReadOnceThroughARestart() throws Exception {
        write(
                "INFO paid order 1",
                "ERROR cannot pay order 2",
                "java.lang.IllegalStateException: no till",
                "\tat shop.Till.pay(Till.java:17)");
        try (RootOpsProcess rootOps = start()) {
            awaitEvents(rootOps, 2, 1);
            assertThat(rootOps.get("/dashboard/logs").body())
                    .contains(
                            "cannot pay order &lt;*&gt;",
                            "java.lang.IllegalStateException",
                            "shop.Till.pay(Till.java)");
        }
        write("INFO paid order 3");
        try (RootOpsProcess rootOps = start()) {
            awaitEvents(rootOps, 3, 1);
            write("INFO paid order 4", "WARN the till is slow");
            awaitEvents(rootOps, 5, 1);
        }
    }

    @Test
    void lokiIsReadAndItsAbsenceIsSaid() throws Exception {
        try (FakeLoki loki = new FakeLoki()) {
            settings.put("LOKI_URL", loki.uri().toString());
            long now = Instant.now().minusSeconds(60).getEpochSecond() * 1_000_000_000L;
            loki.push(Map.of("app", "cart"), now, "level=error msg=\"cannot add item 17\"");
            try (RootOpsProcess rootOps = start()) {
                rootOps.await(
                        "the service of Loki",
                        () -> logs(rootOps).at("/service/name").asText().equals("cart"));
                assertThat(logs(rootOps).at("/templates/0/text").asText()).isEqualTo("cannot add item <*>");
                assertThat(logs(rootOps).at("/sources/0/problem").isNull()).isTrue();
                loki.close();
                rootOps.await(
                        "what is wrong",
                        () -> logs(rootOps).at("/sources").findValuesAsText("problem").stream()
                                .anyMatch(it -> it.contains("cannot be reached")));
                assertThat(rootOps.get("/dashboard/logs").body()).contains("cannot be reached");
            }
        }
    }

    private RootOpsProcess start() throws IOException, InterruptedException {
        return RootOpsProcess.start(directory.resolve("home"), settings, "serve");
    }

    private void write(String... lines) throws IOException {
        Files.writeString(log, String.join("\n", lines) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static void awaitEvents(RootOpsProcess rootOps, int events, int errors) throws Exception {
        rootOps.await("events", () -> {
            JsonNode service = logs(rootOps).path("service");
            return service.path("day_events").asInt() >= events;
        });
        JsonNode service = logs(rootOps).path("service");
        assertThat(service.path("name").asText()).isEqualTo("till");
        assertThat(service.path("day_events").asInt()).isEqualTo(events);
        assertThat(service.path("day_errors").asInt()).isEqualTo(errors);
    }

    private static JsonNode logs(RootOpsProcess rootOps) {
        try {
            return rootOps.json("/api/dashboard/logs");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
