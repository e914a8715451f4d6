package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.app.github.FakeGitHub;
import io.rootops.app.webhook.SignedDelivery;
import io.rootops.core.testing.GitFixture;
import io.rootops.core.testing.TestDatabase;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GITHUB_TOKEN without an App, through the jar: when GitHub is asked again, and what is left of the limit. */
class TokenPollingIT {
    private static final String SECRET = "hush-hush-secret";
    private static final int INTERVAL = 300;
    /** Between the end of a reading and the time that its follower is counted from. */
    private static final int SOME = 10;

    @TempDir
    private Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private TestDatabase database;
    private FakeGitHub github;

    @BeforeEach
    void open() throws IOException {
        database = TestDatabase.create();
        github = new FakeGitHub(directory.resolve("served"));
    }

    @AfterEach
    void close() {
        github.close();
        database.close();
    }

    @Test
    void pollsAreStretchedWhileWebhooksComeAndTheLimitIsShown() throws Exception {
        try (GitFixture shop = GitFixture.bare(github.add("acme/shop", true));
                GitHubRun run = start()) {
            String first = shop.commit().file("Cart.java", "class Cart {}\n").on("main");
            run.rootops().await("the first reading", () -> pause() > 0);
            assertThat(pause()).isBetween(INTERVAL - SOME, INTERVAL * 11 / 10 + SOME);

            String second =
                    shop.commit(first).file("Till.java", "class Till {}\n").on("main");
            SignedDelivery push = SignedDelivery.push("1", 4_200_000_000L, "acme/shop", second, SECRET);
            assertThat(http.send(push.request(run.rootops().address()).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(202);
            run.rootops().await("the push", () -> run.knows(second));
            run.rootops().await("the stretched pause", () -> pause() > INTERVAL * 11 / 10 + SOME);
            assertThat(pause()).isBetween(6 * INTERVAL - SOME, 6 * INTERVAL * 11 / 10 + SOME);

            run.rootops().await("what is left of the limit", () -> token(run).isObject());
            assertThat(token(run).path("rate_limit").asInt()).isEqualTo(5_000);
            assertThat(token(run).path("rate_remaining").asInt()).isBetween(1, 4_999);
            assertThat(token(run).path("rate_reset_at").asText()).isEqualTo("2030-03-17T17:46:40Z");
            assertThat(run.rootops().get("/dashboard/repositories").body())
                    .contains("What GitHub allows <code>GITHUB_TOKEN</code>")
                    .containsPattern("4,9\\d\\d of 5,000 requests left");
            assertThat(run.rootops().log()).doesNotContain(FakeGitHub.TOKEN.value());
        }
    }

    private static JsonNode token(GitHubRun run) {
        return run.json("/api/dashboard/repositories").path("token");
    }

    /** Seconds from the end of the last reading to the next; 0: it has not been read, or is to be read now. */
    private int pause() {
        Object seconds = database.dsl()
                .fetchValue("select coalesce(max(round(extract(epoch from execution_time - last_success))), 0)::int"
                        + " from scheduled_tasks where task_name = 'read-repository' and not picked");
        return Math.max(0, ((Number) seconds).intValue());
    }

    private GitHubRun start() throws IOException {
        return GitHubRun.start(
                directory.resolve("home"),
                github,
                Map.of(
                        "DATABASE_URL",
                        database.jdbcUrl()
                                .replace(
                                        "jdbc:postgresql://",
                                        "postgres://" + database.user() + ":"
                                                + URLEncoder.encode(database.password(), StandardCharsets.UTF_8) + "@"),
                        "GITHUB_REPO",
                        "acme/shop",
                        "GITHUB_TOKEN",
                        FakeGitHub.TOKEN.value(),
                        "GITHUB_WEBHOOK_SECRET",
                        SECRET,
                        "POLL_GITHUB_INTERVAL_SECONDS",
                        String.valueOf(INTERVAL)));
    }
}
