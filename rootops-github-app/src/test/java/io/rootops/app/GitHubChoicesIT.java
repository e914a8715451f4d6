package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.app.github.FakeGitHub;
import io.rootops.core.settings.Secret;
import io.rootops.core.testing.GitFixture;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A token and no name: from the list of what it can read to a ranked history. */
class GitHubChoicesIT {
    private static final Secret WRONG = new Secret("ghp_wrongWRONGwrongWRONG");
    private static final String TOMORROW = "86400";

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
        GitHubRun.fill(github, "acme/secret", true);
    }

    @AfterEach
    void close() {
        shop.close();
        github.close();
    }

    @Test
    void repository_of_the_list_is_followed_by_its_button_and_still_after_a_new_start() throws Exception {
        try (GitHubRun run = choosing()) {
            assertThat(run.choices()).containsExactly("acme/secret", "acme/shop");
            assertThat(run.rootops().get("/dashboard").body())
                    .contains("<form method=\"post\" action=\"/dashboard/repositories\">")
                    .contains("name=\"name\" value=\"acme/secret\"");

            HttpResponse<String> answer =
                    follow(run, "acme%2Fsecret", "Referer", run.rootops().address() + "/dashboard");
            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location")).hasValue("/dashboard/r/acme/secret");
            assertThat(run.rootops().get("/dashboard/r/acme/secret").statusCode())
                    .isEqualTo(200);
            run.await("acme/secret", "ready");
            assertThat(run.choices()).containsExactly("acme/shop");
            assertThat(run.rootops().get("/dashboard").body()).contains("More to follow");

            assertThat(follow(run, "acme%2Fsecret", "Sec-Fetch-Site", "same-origin")
                            .statusCode())
                    .isEqualTo(303);
            assertThat(follow(run, "acme%2Fshop", "Sec-Fetch-Site", "none").statusCode())
                    .isEqualTo(303);
            run.await("acme/shop", "ready");
        }

        String pushed = shop.commit(first).file("B.java", "class B {}\n").on("main");
        // The next poll would be tomorrow: only the start can be what reads it.
        try (GitHubRun run =
                GitHubRun.start(directory.resolve("home"), github, Map.of("POLL_GITHUB_INTERVAL_SECONDS", TOMORROW))) {
            run.rootops().await("what was pushed meanwhile", () -> run.knows(pushed));
            assertThat(run.choices()).isEmpty();
        }
    }

    @Test
    void only_our_own_pages_can_follow_and_only_what_is_listed() throws Exception {
        try (GitHubRun run = choosing()) {
            String own = run.rootops().address().toString();

            assertRefused(403, follow(run, "acme%2Fshop"), "this request does not come from one");
            for (String site : List.of("cross-site", "same-site", "anything")) {
                assertRefused(403, follow(run, "acme%2Fshop", "Sec-Fetch-Site", site), "does not come from one");
            }
            for (String origin : List.of("null", "http://localhost:1", own + ".evil.example", "http://evil/" + own)) {
                assertRefused(403, follow(run, "acme%2Fshop", "Origin", origin), "does not come from one");
            }
            assertRefused(
                    403, follow(run, "acme%2Fshop", "Sec-Fetch-Site", "cross-site", "Origin", own), "does not come");
            assertRefused(400, follow(run, "", "Origin", own), "name is missing");
            assertRefused(400, follow(run, "..%2F..%2Fetc", "Origin", own), "expected owner/name");
            assertRefused(
                    404,
                    follow(run, "acme%2Fnone", "Origin", own),
                    "acme/none is not among the repositories to choose");
            assertThat(run.rootops().json("/api/dashboard/overview").path("repositories"))
                    .isEmpty();
            assertThat(run.rootops().get("/dashboard/repositories").body()).contains("No repository is followed yet.");
        }
    }

    @Test
    void list_that_cannot_be_had_is_said_and_comes_as_soon_as_it_can() throws Exception {
        github.close();
        try (GitHubRun run =
                GitHubRun.start(directory.resolve("home"), github, Map.of("GITHUB_TOKEN", WRONG.value()))) {
            awaitFix(run, "cannot be reached (connection refused)");

            github = new FakeGitHub(
                    directory.resolve("served"), github.address().web().getPort());
            github.add("acme/shop", false);
            awaitFix(run, "refuses GITHUB_TOKEN (401)");

            github.accept(WRONG);
            run.rootops().await("the list", () -> run.choices().equals(List.of("acme/shop")));
            assertThat(run.check().path("state").asText()).isEqualTo("none");
            assertThat(run.rootops().log()).doesNotContain(WRONG.value());
        }
    }

    private GitHubRun choosing() throws Exception {
        GitHubRun run = GitHubRun.start(
                directory.resolve("home"),
                github,
                Map.of("GITHUB_TOKEN", FakeGitHub.TOKEN.value(), "POLL_GITHUB_INTERVAL_SECONDS", TOMORROW));
        run.rootops().await("the list", () -> !run.choices().isEmpty());
        return run;
    }

    private static HttpResponse<String> follow(GitHubRun run, String name, String... headers) throws Exception {
        return run.rootops().post("/dashboard/repositories", "name=" + name, headers);
    }

    private static void assertRefused(int status, HttpResponse<String> answer, String sentence) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(sentence);
    }

    private static void awaitFix(GitHubRun run, String sentence) throws Exception {
        run.rootops()
                .await(
                        "GitHub's check to say " + sentence,
                        () -> run.check().path("fix").asText().contains(sentence));
        run.assertSaid(sentence);
    }
}
