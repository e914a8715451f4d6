package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.app.github.FakeGitHub;
import io.rootops.app.webhook.SignedDelivery;
import io.rootops.core.testing.GitFixture;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Commits that were scored and then pushed away, or whose branch was deleted, through the jar. */
class ForcePushIT {
    /** How RootOps learns of it. */
    enum Door {
        WEBHOOK,
        LOCAL
    }

    private static final String SECRET = "hush-hush-secret";
    private static final String GONE = "no longer on a branch";
    private static final long SHOP = 4_200_000_000L;

    @TempDir
    private Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private FakeGitHub github;
    private int deliveries;

    @BeforeEach
    void open() throws IOException {
        github = new FakeGitHub(directory.resolve("served"));
    }

    @AfterEach
    void close() {
        github.close();
    }

    @ParameterizedTest
    @EnumSource
    void what_was_scored_and_pushed_away_keeps_its_page_and_counts_nowhere(Door door) throws Exception {
        try (GitFixture shop = GitFixture.bare(repository(door))) {
            String base = shop.commit().file("Cart.java", "class Cart {}\n").on("main");
            String topic =
                    shop.commit(base).file("Till.java", "class Till {}\n").on("topic");
            try (GitHubRun run = start(door)) {
                run.rootops().await("both branches", () -> run.knows(base) && run.knows(topic));
                // Else what was told is told anew when that is over.
                run.rootops().awaitLearned();
                String wrong = shop.commit(base)
                        .file("Cart.java", "class Cart { int wrong; }\n")
                        .on("main");
                tell(door, run, wrong);
                run.rootops().await("the push", () -> onDefault(run, wrong));
                assertThat(run.commit(wrong).path("percentile").isInt()).isTrue();
                assertThat(gone(run, wrong)).isFalse();
                awaitTold(door, run, wrong);

                String right = shop.commit(base)
                        .file("Cart.java", "class Cart { int right; }\n")
                        .on("main");
                tell(door, run, right);

                run.rootops().await("the force push", () -> onDefault(run, right) && gone(run, wrong));
                assertGone(run, wrong);
                assertNotMerged(run, topic);
                run.rootops()
                        .await(
                                "the ranking without it",
                                () -> run.json("/api/dashboard/overview")
                                                .at("/repositories/0/scored_commits")
                                                .asInt()
                                        == 2);
                assertThat(run.commit(right)
                                .path("changed_files")
                                .path(0)
                                .path("changes")
                                .asInt())
                        .as("changes of the file")
                        .isEqualTo(2);
                assertThat(run.json("/api/dashboard/commits").path("items").findValuesAsText("sha"))
                        .containsExactly(right, base);
                awaitTold(door, run, right);

                shop.delete("topic");
                tell(door, run, "0".repeat(40));
                run.rootops().await("the deletion", () -> gone(run, topic));
                assertGone(run, topic);

                shop.branch("main", wrong);
                tell(door, run, wrong);
                run.rootops().await("the way back", () -> onDefault(run, wrong) && gone(run, right));
                assertThat(gone(run, wrong)).isFalse();
                assertThat(page(run, wrong)).doesNotContain(GONE).doesNotContain("not merged");
                assertGone(run, right);

                shop.branch("topic", topic);
                tell(door, run, topic);
                run.rootops().await("the branch to be there again", () -> !gone(run, topic));
                assertNotMerged(run, topic);
                if (door == Door.WEBHOOK) {
                    assertThat(told(wrong)).as("told once").isEqualTo(1);
                    assertThat(told(right)).as("told once").isEqualTo(1);
                }
            }
        }
    }

    private static void assertGone(GitHubRun run, String sha) throws Exception {
        JsonNode commit = run.commit(sha);
        assertThat(commit.path("on_default_branch").asBoolean()).isFalse();
        assertThat(commit.path("branches")).isEmpty();
        assertThat(commit.path("percentile").isInt()).as("keeps its score").isTrue();
        assertThat(page(run, sha)).contains(GONE).contains("On no branch since").doesNotContain("not merged");
    }

    private static void assertNotMerged(GitHubRun run, String sha) throws Exception {
        assertThat(gone(run, sha)).isFalse();
        assertThat(page(run, sha)).contains("not merged").doesNotContain(GONE);
    }

    private static boolean onDefault(GitHubRun run, String sha) {
        return run.commit(sha).path("on_default_branch").asBoolean();
    }

    private static boolean gone(GitHubRun run, String sha) {
        return run.commit(sha).path("left_branches_at").isTextual();
    }

    private static String page(GitHubRun run, String sha) throws Exception {
        HttpResponse<String> page =
                run.rootops().get(run.commit(sha).at("/links/page").asText());
        assertThat(page.statusCode()).isEqualTo(200);
        return page.body();
    }

    private void awaitTold(Door door, GitHubRun run, String sha) {
        if (door == Door.WEBHOOK) {
            run.rootops().await("the status of " + sha, () -> told(sha) == 1);
        }
    }

    private int told(String sha) {
        return github.times("POST /api/v3/repos/acme/shop/statuses/" + sha).size();
    }

    /** A local clone is looked at every few seconds. */
    private void tell(Door door, GitHubRun run, String sha) throws IOException, InterruptedException {
        if (door == Door.WEBHOOK) {
            SignedDelivery push = SignedDelivery.push(String.valueOf(++deliveries), SHOP, "acme/shop", sha, SECRET);
            assertThat(http.send(push.request(run.rootops().address()).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(202);
        }
    }

    private Path repository(Door door) throws IOException {
        return door == Door.LOCAL ? Files.createDirectory(directory.resolve("shop")) : github.add("acme/shop", false);
    }

    private GitHubRun start(Door door) throws IOException {
        Path home = directory.resolve("home");
        if (door == Door.LOCAL) {
            return new GitHubRun(RootOpsProcess.start(
                    home, Map.of(), "serve", "--repo", directory.resolve("shop").toString()));
        }
        return GitHubRun.start(
                home,
                github,
                new HashMap<>(Map.of(
                        "GITHUB_REPO",
                        "acme/shop",
                        "GITHUB_TOKEN",
                        FakeGitHub.TOKEN.value(),
                        "ENABLE_COMMIT_STATUSES",
                        "true",
                        "GITHUB_WEBHOOK_SECRET",
                        SECRET,
                        "ENABLE_AUTO_POLLING",
                        "false")));
    }
}
