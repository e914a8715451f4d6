package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rootops.app.github.EmulatedGitHub;
import io.rootops.app.webhook.SignedDelivery;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One delivery's way through the log: one search for its id shows all of it. */
class LogIT {
    private static final String SECRET = "hush-hush-secret";
    private static final String GUID = "72d3162e-cc78-11e3-81ab-4c9367dc0958";

    @TempDir
    private Path directory;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void eachLineOfADeliverysWayNamesItFromItsReceiptToItsCheckRun() throws Exception {
        try (EmulatedGitHub github = new EmulatedGitHub(directory);
                RootOpsProcess rootops = RootOpsProcess.start(
                        directory.resolve("home"),
                        github.settings(Map.of(
                                "POLL_GITHUB_INTERVAL_SECONDS", "86400",
                                "GITHUB_WEBHOOK_SECRET", SECRET,
                                "LOG_FORMAT", "json")),
                        "serve")) {
            GitHubRun run = new GitHubRun(rootops);
            run.await("acme/shop", "ready");
            String head = github.commit(
                    github.first(), "Octo", "2026-03-01T10:00:00Z", "Pay twice", "src/Pay.java", "class Pay {}\\n");
            github.branch("main", head);
            long number = github.get("").path("id").asLong();

            assertThat(HttpClient.newHttpClient()
                            .send(
                                    SignedDelivery.push(GUID, number, "acme/shop", head, SECRET)
                                            .request(rootops.address())
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(202);
            rootops.await("the check run", () -> github.checkRuns(head) == 1);
            rootops.await("the line of it", () -> rootops.log().contains("is told as CHECK_RUN"));

            rootops.await(
                    "the line of the reading", () -> rootops.log().contains("acme/shop: read, as its webhooks asked"));
            assertThat(messages(rootops))
                    .contains(
                            "push is stored", "push is done: read acme/shop", "acme/shop: read, as its webhooks asked")
                    .anySatisfy(it -> assertThat(it).matches("acme/shop: \\d+ commits read"))
                    .anySatisfy(it -> assertThat(it).startsWith("acme/shop: " + head + " is told as CHECK_RUN"));
            assertThat(rootops.log().lines()).allSatisfy(it -> {
                JsonNode line = read(it);
                assertThat(line.path("@timestamp").asText()).isNotEmpty();
                assertThat(line.path("log.level").asText()).isNotEmpty();
                assertThat(line.path("message").asText()).isNotEmpty();
            });
            assertThat(rootops.log())
                    .doesNotContain(SECRET)
                    .doesNotContain("sha256=")
                    .doesNotContain("PRIVATE KEY");
            rootops.await(
                    "the time it took to show",
                    () -> metrics(rootops).contains("rootops_report_delay_seconds_count 1"));
        }
    }

    /** Of lines that name the delivery. */
    private List<String> messages(RootOpsProcess rootops) {
        return rootops.log()
                .lines()
                .map(this::read)
                .filter(it -> it.path("delivery").asText().equals(GUID))
                .map(it -> it.path("message").asText())
                .toList();
    }

    private JsonNode read(String line) {
        try {
            return json.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }

    private static String metrics(RootOpsProcess rootops) {
        try {
            return rootops.get("/metrics").body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(rootops.log(), e);
        }
    }
}
