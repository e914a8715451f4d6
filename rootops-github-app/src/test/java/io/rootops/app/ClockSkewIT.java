package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.app.github.InstalledGitHub;
import io.rootops.app.github.OtherClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The App on a machine whose clock is five minutes off GitHub's, through the jar. */
class ClockSkewIT {
    @TempDir
    private Path directory;

    private AppSettings app;
    private InstalledGitHub github;

    @BeforeEach
    void serve() throws Exception {
        app = AppSettings.create();
        github = new InstalledGitHub(directory.resolve("served"), app.keys().getPublic());
        github.add(1, "acme/shop");
        github.install(10, "acme", 1L);
    }

    @AfterEach
    void close() {
        github.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {5, -5})
    void everything_works_and_the_clock_is_said_to_be_wrong_until_it_is_right(int minutes) throws Exception {
        github.clockAhead = Duration.ofMinutes(minutes);
        try (OtherClock api = new OtherClock(github.address().web(), github.clockAhead)) {
            Map<String, String> settings = new HashMap<>(app.on(github, "hush-hush-secret"));
            settings.put("GITHUB_API_URL", api.address() + "/api/v3");
            settings.put("ENABLE_AUTO_POLLING", "true");
            settings.put("POLL_GITHUB_INTERVAL_SECONDS", "10");
            try (GitHubRun run = new GitHubRun(RootOpsProcess.start(directory.resolve("home"), settings, "serve"))) {
                run.rootops().await("the repository to be read", () -> read(run));

                JsonNode wrong =
                        clock(run, "/api/dashboard/overview", "backends").orElseThrow();
                assertThat(wrong.path("state").asText()).isEqualTo("warn");
                String which = minutes > 0 ? "behind that of 127" : "ahead of that of 127";
                assertThat(wrong.path("text").asText())
                        .containsPattern("this machine's clock is (29\\d|30\\d) s " + which);
                assertThat(wrong.path("fix").asText()).contains("NTP");
                assertThat(clock(run, "/healthz", "checks")
                                .orElseThrow()
                                .path("state")
                                .asText())
                        .isEqualTo("warn");
                assertThat(run.rootops().get("/readyz").statusCode()).isEqualTo(200);
                assertThat(run.rootops().get("/dashboard").body()).contains(which);
                assertThat(said(run, which)).as("said in the log once").isEqualTo(1);

                github.clockAhead = Duration.ZERO;
                api.ahead = Duration.ZERO;
                run.rootops()
                        .await(
                                "the clocks to agree",
                                () -> clock(run, "/api/dashboard/overview", "backends")
                                        .isEmpty());
                run.rootops().await("that to be said", () -> said(run, "agree again") == 1);
                String pushed = github.repository(1).push("class Later {}\n");
                run.rootops().await("what is pushed then", () -> run.knows(pushed));
            }
        }
    }

    private static boolean read(GitHubRun run) {
        return StreamSupport.stream(
                        run.json("/api/dashboard/overview").path("repositories").spliterator(), false)
                .anyMatch(it -> it.path("state").asText().equals("ready"));
    }

    private static Optional<JsonNode> clock(GitHubRun run, String path, String list) {
        return StreamSupport.stream(run.json(path).path(list).spliterator(), false)
                .filter(it -> it.path("subject").asText().equals("clock"))
                .findFirst();
    }

    private static long said(GitHubRun run, String words) {
        return run.rootops()
                .log()
                .lines()
                .filter(it -> it.contains(words) && it.contains("IdentityTokens"))
                .count();
    }
}
