package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rootops.core.access.Scope;
import io.rootops.core.access.TokenOrder;
import io.rootops.core.memory.TokenMemory;
import io.rootops.core.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
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
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a line in a file that another process writes, by the page, to an incident. */
class SuspicionsIT {
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, String> settings = new HashMap<>();

    @TempDir
    private Path directory;

    private TestDatabase database;
    private String token;

    @BeforeEach
    void prepare() throws IOException {
        database = TestDatabase.create();
        Files.createDirectory(directory.resolve("logs"));
        settings.put("LOG_PATHS", directory + "/logs/*.log");
        settings.put("POLL_LOGS_INTERVAL_SECONDS", "10");
        settings.put(
                "DATABASE_URL",
                database.jdbcUrl()
                        .replace(
                                "jdbc:postgresql://",
                                "postgresql://" + database.user() + ":"
                                        + URLEncoder.encode(database.password(), StandardCharsets.UTF_8) + "@"));
        token = new TokenMemory(database.dsl(), InstantSource.system())
                .create(new TokenOrder("answers", Set.of(Scope.INCIDENT_WRITE), null))
                .secret()
                .text();
        // As if it had been read for ten days.
        database.execute("insert into service (name, environment, first_seen_at, last_seen_at) values"
                + " ('till', '', now() - interval '10 days', now())");
        database.execute(
                "insert into log_count (service_id, minute, events, errors) select s.id, m, 3, 0 from service s,"
                        + " generate_series(date_trunc('minute', now()) - interval '10 days', now(), interval '1 minute') m");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aNewErrorIsToldConfirmedAndTakenBack() throws Exception {
        write("INFO the till is open");
        try (RootOpsProcess rootOps = RootOpsProcess.start(directory.resolve("home"), settings, "serve")) {
            rootOps.await("the file to be read", () -> count("service", "last_seen_at > first_seen_at") == 1);
            write(Instant.now().minus(Duration.ofMinutes(10)).truncatedTo(ChronoUnit.SECONDS)
                    + " ERROR the till is on fire, says order 7");
            rootOps.await("the line to be read", () -> count("log_template", "error") == 1);
            // So that the test does not wait for the next whole five minutes.
            database.execute("update suspicion_look set looked_to = looked_to - interval '5 minutes'");
            rootOps.await("the suspicion", () -> count("suspicion", "told_at is not null") == 1);

            JsonNode suspicion = rootOps.json("/api/dashboard/suspicions").at("/suspicions/0");
            assertThat(suspicion.at("/service").asText()).isEqualTo("till");
            assertThat(suspicion.at("/kind").asText()).isEqualTo("new_error");
            assertThat(suspicion.at("/state").asText()).isEqualTo("open");
            assertThat(suspicion.at("/evidence/0/template").asText()).isEqualTo("the till is on fire, says order <*>");
            assertThat(suspicion.at("/precision/text").asText()).isEqualTo("No answer to such an alarm yet.");
            assertThat(rootOps.get("/dashboard/suspicions").body())
                    .contains("1 suspicion goes on", "the till is on fire", "Confirm", "Expected here");

            String id = suspicion.at("/id").asText();
            JsonNode confirmed = json.readTree(
                    answer(rootOps, id, "{\"answer\": \"confirmed\"}", 200).body());
            assertThat(confirmed.at("/answer/by").asText()).isEqualTo("the token 'answers'");
            assertThat(confirmed.at("/precision/confirmed").asInt()).isEqualTo(1);
            assertThat(count(
                            "incident_memory",
                            "source = 'suspicion' and id = '"
                                    + confirmed.at("/incident").asText() + "'"))
                    .isEqualTo(1);
            assertThat(rootOps.get("/metrics").body()).contains("rootops_suspicions{verdict=\"confirmed\"} 1.0");

            answer(rootOps, id, "{\"answer\": \"undo\"}", 200);
            assertThat(count("incident_memory", "true")).isZero();
            assertThat(answer(rootOps, id, "{\"answer\": \"perhaps\"}", 400).body())
                    .contains("confirmed, dismissed, expected, undo");
            assertThat(answer(rootOps, "7", "{\"answer\": \"confirmed\"}", 404).body())
                    .contains("unknown-suspicion");
        }
    }

    /** By a process of its own. */
    private void write(String line) throws IOException, InterruptedException {
        Process writer = new ProcessBuilder("sh", "-c", "echo \"$0\" >> \"$1\"", line, directory + "/logs/till.log")
                .inheritIO()
                .start();
        assertThat(writer.waitFor()).isZero();
    }

    private HttpResponse<String> answer(RootOpsProcess rootOps, String id, String body, int status) throws Exception {
        URI address = rootOps.address().resolve("/api/v1/intelligence/suspicions/" + id);
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(address)
                        .header("Authorization", "Bearer " + token)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer;
    }

    private int count(String table, String condition) {
        return database.dsl()
                .fetchSingle("select count(*) from " + table + " where " + condition)
                .get(0, int.class);
    }
}
