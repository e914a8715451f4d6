package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rootops.app.github.FakeGitHub;
import io.rootops.app.webhook.SignedDelivery;
import io.rootops.core.testing.GitFixture;
import io.rootops.core.testing.TestDatabase;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the two settings do with new commits, whatever door they come by: a clone and its polls or webhooks, a local push. */
class NewCommitsIT {
    /** Where the commits come from. */
    enum Door {
        GITHUB,
        WEBHOOK,
        LOCAL
    }

    private static final String SECRET = "hush-hush-secret";
    private static final long SHOP = 4_200_000_000L;

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

    @ParameterizedTest
    @EnumSource
    void without_automatic_analysis_commits_wait_until_somebody_asks(Door door) throws Exception {
        try (GitFixture shop = GitFixture.bare(repository(door))) {
            String first = shop.commit().file("Cart.java", "class Cart {}\n").on("main");
            String second;
            try (GitHubRun run = start(door, Map.of("AUTO_ANALYZE_NEW_COMMITS", "false"))) {
                run.rootops().await("the first commit", () -> run.knows(first));
                second = shop.commit(first)
                        .file("Cart.java", "class Cart { int items; }\n")
                        .on("main");
                tell(door, run, second);
                run.rootops().await("the second commit", () -> run.knows(second));
                assertWaits(run.commit(first));
                assertWaits(run.commit(second));

                HttpResponse<String> analyzed = run.rootops()
                        .post(
                                "/api/dashboard/commits/" + first + "/analyze",
                                "",
                                "Origin",
                                run.rootops().address().toString());
                assertThat(analyzed.statusCode()).isEqualTo(200);
                assertScored(new ObjectMapper().readTree(analyzed.body()));
                assertScored(run.commit(first));
                assertWaits(run.commit(second));
            }
            try (GitHubRun run = start(door, Map.of())) {
                String third =
                        shop.commit(second).file("Till.java", "class Till {}\n").on("main");
                tell(door, run, third);
                run.rootops().await("the third commit", () -> run.knows(third));

                assertScored(run.commit(third));
                assertWaits(run.commit(second));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void without_continuous_learning_the_model_in_use_is_kept(Door door) throws Exception {
        try (GitFixture shop = GitFixture.bare(repository(door))) {
            String first = shop.commit().file("Cart.java", "class Cart {}\n").on("main");
            try (GitHubRun run = start(door, Map.of("ENABLE_CONTINUOUS_LEARNING", "false"))) {
                run.rootops().await("the first learning", () -> learnedModel() > 0);
                Object learnedAt = database.dsl().fetchValue("select learned_at from repository");
                String revert = shop.commit(first)
                        .file("Cart.java", "")
                        .message("Revert it\n\nThis reverts commit " + first + ".")
                        .on("main");
                tell(door, run, revert);
                run.rootops()
                        .await(
                                "the outcome",
                                () -> run.commit(first)
                                        .at("/outcome/source")
                                        .asText()
                                        .equals("revert"));
                // It is read when the reading of the revert, and what comes after that, has ended.
                String last =
                        shop.commit(revert).file("Till.java", "class Till {}\n").on("main");
                tell(door, run, last);
                run.rootops().await("another commit", () -> run.knows(last));

                assertThat(number("select count(*) from repository where outcome_revision > learned_revision"))
                        .isEqualTo(1);
                assertThat(number("select count(*) from scheduled_tasks where task_name = 'learn-from-repository'"
                                + " and (picked or execution_time < now() + interval '1 hour')"))
                        .isZero();
                assertThat(database.dsl().fetchValue("select learned_at from repository"))
                        .isEqualTo(learnedAt);
            }
            try (GitHubRun run = start(door, Map.of())) {
                run.rootops()
                        .await(
                                "a model that knows the outcome",
                                () -> number(
                                                "select count(*) from repository where outcome_revision > learned_revision")
                                        == 0);

                assertThat(run.commit(first).path("model_version").asInt()).isEqualTo(learnedModel());
            }
        }
    }

    /** Without polls nobody else would. */
    private void tell(Door door, GitHubRun run, String sha) throws IOException, InterruptedException {
        if (door == Door.WEBHOOK) {
            SignedDelivery push = SignedDelivery.push(sha, SHOP, "acme/shop", sha, SECRET);
            assertThat(http.send(push.request(run.rootops().address()).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(202);
        }
    }

    private static void assertWaits(JsonNode commit) {
        assertThat(commit.path("unscored").asText()).isEqualTo("not_analyzed");
        assertThat(commit.path("percentile").isNull()).isTrue();
    }

    private static void assertScored(JsonNode commit) {
        assertThat(commit.path("unscored").isNull()).isTrue();
        assertThat(commit.path("percentile").isInt()).isTrue();
    }

    /** Version of the learned model in use; 0 before there is one. */
    private int learnedModel() {
        return number("select coalesce(max(version), 0) from risk_model where promoted and kind = 'learned'");
    }

    private int number(String sql) {
        return ((Number) database.dsl().fetchValue(sql)).intValue();
    }

    private Path repository(Door door) throws IOException {
        return door == Door.LOCAL ? Files.createDirectory(directory.resolve("shop")) : github.add("acme/shop", false);
    }

    private GitHubRun start(Door door, Map<String, String> settings) throws IOException {
        Path home = directory.resolve("home");
        Map<String, String> all = new HashMap<>(settings);
        all.put(
                "DATABASE_URL",
                database.jdbcUrl()
                        .replace(
                                "jdbc:postgresql://",
                                "postgres://" + database.user() + ":"
                                        + URLEncoder.encode(database.password(), StandardCharsets.UTF_8) + "@"));
        if (door == Door.WEBHOOK) {
            all.put("GITHUB_WEBHOOK_SECRET", SECRET);
            all.put("ENABLE_AUTO_POLLING", "false");
        }
        if (door != Door.LOCAL) {
            all.put("GITHUB_REPO", "acme/shop");
            return GitHubRun.start(home, github, all);
        }
        return new GitHubRun(RootOpsProcess.start(
                home, all, "serve", "--repo", directory.resolve("shop").toString()));
    }
}
