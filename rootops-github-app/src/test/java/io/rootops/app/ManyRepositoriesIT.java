package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.app.github.InstalledGitHub;
import io.rootops.app.webhook.SignedDelivery;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An organisation of hundreds of repositories installs the App on all of them at once, through the jar. */
class ManyRepositoriesIT {
    private static final int COUNT = 200;
    private static final int STEP = 50;
    private static final String SECRET = "hush-hush-secret";

    @TempDir
    private Path directory;

    private AppSettings app;
    private InstalledGitHub github;

    @BeforeEach
    void serve() throws Exception {
        app = AppSettings.create();
        github = new InstalledGitHub(directory.resolve("served"), app.keys().getPublic());
        github.pageSize = 100;
        github.limit = 15_000;
        github.remaining = 15_000;
        for (long id = 1; id <= COUNT; id++) {
            github.add(id, "acme/service-" + id);
        }
    }

    @AfterEach
    void close() {
        github.close();
    }

    @Test
    void eachIsReadOnceWhileThePagesAnswerAndALaterPushIsToldOf() throws Exception {
        try (GitHubRun run =
                new GitHubRun(RootOpsProcess.start(directory.resolve("home"), app.on(github, SECRET), "serve"))) {
            assertThat(run.rootops().get("/dashboard").statusCode()).isEqualTo(200);
            github.install(10, "acme", LongStream.rangeClosed(1, COUNT).boxed().toArray(Long[]::new));
            send(
                    run,
                    SignedDelivery.of(
                            "created",
                            "installation",
                            "{\"action\":\"created\",\"installation\":{\"id\":10}}",
                            SECRET));

            // Piece by piece, so that a slow machine has longer and a standstill is still found.
            for (long read = STEP; read <= COUNT; read += STEP) {
                long most = read;
                run.rootops()
                        .await(
                                most + " to be read",
                                Duration.ofSeconds(2),
                                () -> states(run).getOrDefault("ready", 0L) >= most);
            }

            JsonNode overview = run.json("/api/dashboard/overview");
            assertThat(overview.path("repositories")).hasSize(COUNT);
            assertThat(overview.path("repositories").findValues("scored_commits"))
                    .allMatch(it -> it.asInt() == 1);
            Map<String, Long> asked = github.requests().stream()
                    .filter(it -> it.startsWith("GET /repos/"))
                    .collect(Collectors.groupingBy(it -> it.split("/")[3], Collectors.counting()));
            assertThat(asked.values()).as("requests of GitHub's limit for each").allMatch(it -> it <= 12);
            assertThat(github.checkRuns()).as("the past is told of nowhere").isEmpty();

            String pushed = github.repository(COUNT).push("class Later {}\n");
            send(run, SignedDelivery.push("push", COUNT, "acme/service-" + COUNT, pushed, SECRET));
            run.rootops()
                    .await(
                            "its check run",
                            () -> github.checkRuns().equals(List.of("acme/service-" + COUNT + " " + pushed)));
        }
    }

    private static Map<String, Long> states(GitHubRun run) {
        return StreamSupport.stream(
                        run.json("/api/dashboard/overview").path("repositories").spliterator(), false)
                .collect(Collectors.groupingBy(it -> it.path("state").asText(), Collectors.counting()));
    }

    private static void send(GitHubRun run, SignedDelivery delivery) throws Exception {
        assertThat(HttpClient.newHttpClient()
                        .send(delivery.request(run.rootops().address()).build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(202);
    }
}
