package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.app.github.FakeGitHub;
import io.rootops.core.settings.Secret;
import io.rootops.core.testing.GitFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a name on GitHub to a ranked history, and what is said when something is wrong. */
class GitHubIT {
    private static final Secret WRONG = new Secret("ghp_wrongWRONGwrongWRONG");

    @TempDir
    private Path directory;

    private FakeGitHub github;
    private GitFixture shop;
    private String first;

    @BeforeEach
    void serve() throws Exception {
        github = new FakeGitHub(directory.resolve("served"));
        shop = GitFixture.bare(github.add("acme/shop", false));
        first = shop.commit().file("Cart.java", "class Cart {}\n").on("main");
    }

    @AfterEach
    void close() {
        shop.close();
        github.close();
    }

    @Test
    void public_repository_is_read_without_a_token_and_a_push_is_seen_at_the_next_poll() throws Exception {
        try (GitHubRun run = start(Map.of("GITHUB_REPO", "acme/shop"))) {
            JsonNode repository = run.await("acme/shop", "ready");
            String web = github.address().web() + "/acme/shop";

            assertThat(repository.path("kind").asText()).isEqualTo("github");
            assertThat(repository.path("github").asText()).isEqualTo(web);
            assertThat(run.commit(first).at("/links/github").asText()).isEqualTo(web + "/commit/" + first);
            assertThat(run.rootops()
                            .get("/dashboard/r/acme/shop/commits/" + first)
                            .body())
                    .contains("href=\"" + web + "/commit/" + first + "\"")
                    .contains("href=\"" + web + "/blob/" + first + "/Cart.java\"");

            String pushed = shop.commit(first)
                    .file("Cart.java", "class Cart { int items; }\n")
                    .on("main");
            run.rootops().await("the push to be seen", () -> run.knows(pushed));
        }
    }

    @Test
    void private_repository_is_read_with_the_token_which_is_written_nowhere() throws Exception {
        String secret = GitHubRun.fill(github, "acme/secret", true);
        try (GitHubRun run =
                start(Map.of("GITHUB_REPO", "acme/secret,acme/shop", "GITHUB_TOKEN", FakeGitHub.TOKEN.value()))) {
            run.await("acme/secret", "ready");
            run.await("acme/shop", "ready");
            assertThat(run.knows(secret)).isTrue();

            RootOpsProcess rootops = run.rootops();
            for (String path : List.of(
                    "/dashboard", "/dashboard/r/acme/secret", "/api/dashboard/overview", "/healthz", "/metrics")) {
                assertThat(rootops.get(path).body()).as(path).doesNotContain(FakeGitHub.TOKEN.value());
            }
            rootops.terminate();
            rootops.exitCode();
            assertThat(rootops.log()).contains("acme/secret").doesNotContain(FakeGitHub.TOKEN.value());
        }
        String sent = "x-access-token:" + FakeGitHub.TOKEN.value();
        assertThat(filesWith("acme/secret")).isNotEmpty();
        assertThat(filesWith(FakeGitHub.TOKEN.value())).isEmpty();
        assertThat(filesWith(Base64.getEncoder().encodeToString(sent.getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
    }

    @Test
    void new_commit_is_told_as_a_status_where_a_token_may_and_old_ones_are_not() throws Exception {
        try (GitHubRun run = start(Map.of(
                "GITHUB_REPO", "acme/shop",
                "GITHUB_TOKEN", FakeGitHub.TOKEN.value(),
                "ENABLE_COMMIT_STATUSES", "true"))) {
            run.await("acme/shop", "ready");
            // Else what was told is told anew when that is over.
            run.rootops().awaitLearned();
            String pushed = shop.commit(first)
                    .file("Cart.java", "class Cart { int items; }\n")
                    .at(Instant.now().getEpochSecond())
                    .on("main");
            run.rootops().await("the status", () -> !github.statuses().isEmpty());

            JsonNode commit = run.commit(pushed);
            assertThat(github.statuses())
                    .singleElement()
                    .asString()
                    .startsWith("success RootOps ")
                    .contains(" risk: " + commit.path("percentile").asText() + " of 100 (score ");
            // GitHub has it before RootOps writes down that it has.
            run.rootops()
                    .await(
                            "it to be written down",
                            () -> run.rootops().log().contains("acme/shop: " + pushed + " is told as STATUS 1"));
        }
    }

    @Test
    void unknown_repository_is_said_beside_one_that_is_read_and_is_read_as_soon_as_it_exists() throws Exception {
        try (GitHubRun run = start(Map.of("GITHUB_REPO", "acme/shop,acme/later"))) {
            run.await("acme/shop", "ready");

            // Without a token GitHub does not tell an unknown repository from a private one.
            assertThat(run.problem("acme/later"))
                    .startsWith(host() + " has no public repository acme/later: check the name in GITHUB_REPO");
            run.assertSaid("has no public repository acme/later");

            String later = GitHubRun.fill(github, "acme/later", false);
            run.await("acme/later", "ready");
            assertThat(run.knows(later)).isTrue();
        }
    }

    @Test
    void refused_token_is_said_and_the_repository_is_read_as_soon_as_it_is_good() throws Exception {
        GitHubRun.fill(github, "acme/secret", true);
        try (GitHubRun run = start(Map.of("GITHUB_REPO", "acme/secret", "GITHUB_TOKEN", WRONG.value()))) {
            assertThat(run.problem("acme/secret")).startsWith(host() + " refuses GITHUB_TOKEN (401): ");
            run.assertSaid("refuses GITHUB_TOKEN (401)");

            github.accept(WRONG);
            run.await("acme/secret", "ready");
            assertThat(run.rootops().log()).doesNotContain(WRONG.value());
        }
    }

    @Test
    void host_that_is_away_is_said_and_the_repository_is_read_as_soon_as_it_is_back() throws Exception {
        github.close();
        try (GitHubRun run = start(Map.of("GITHUB_REPO", "acme/shop"))) {
            assertThat(run.problem("acme/shop"))
                    .startsWith(host() + " cannot be reached (connection refused): check GITHUB_URL");
            run.assertSaid("cannot be reached (connection refused)");

            github = new FakeGitHub(
                    directory.resolve("served"), github.address().web().getPort());
            github.add("acme/shop", false);
            run.await("acme/shop", "ready");
            assertThat(run.check().path("state").asText()).isEqualTo("ok");
        }
    }

    private GitHubRun start(Map<String, String> settings) throws IOException {
        return GitHubRun.start(directory.resolve("home"), github, settings);
    }

    private String host() {
        return "127.0.0.1:" + github.address().web().getPort();
    }

    /** Files of the data directory that hold a text. */
    private List<Path> filesWith(String text) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory.resolve("home"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    found.add(file);
                }
            }
        }
        return found;
    }
}
