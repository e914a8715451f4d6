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
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar beside a GitHub: from a name or a token to a ranked history, and what is said when something is wrong. */
class GitHubIT {
    private static final Secret WRONG = new Secret("ghp_wrongWRONGwrongWRONG");
    private static final String NEVER = "86400";

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
        try (RootOpsProcess rootops = start(Map.of("GITHUB_REPO", "acme/shop"))) {
            JsonNode repository = await(rootops, "acme/shop", "ready");
            String web = github.address().web() + "/acme/shop";

            assertThat(repository.path("kind").asText()).isEqualTo("github");
            assertThat(repository.path("github").asText()).isEqualTo(web);
            assertThat(commit(rootops, first).at("/links/github").asText()).isEqualTo(web + "/commit/" + first);
            assertThat(rootops.get("/dashboard/r/acme/shop/commits/" + first).body())
                    .contains("href=\"" + web + "/commit/" + first + "\"")
                    .contains("href=\"" + web + "/blob/" + first + "/Cart.java\"");

            String pushed = shop.commit(first)
                    .file("Cart.java", "class Cart { int items; }\n")
                    .on("main");
            rootops.await("the push to be seen", () -> knows(rootops, pushed));
        }
    }

    @Test
    void private_repository_is_read_with_the_token_which_is_written_nowhere() throws Exception {
        String secret = fill("acme/secret", true);
        try (RootOpsProcess rootops =
                start(Map.of("GITHUB_REPO", "acme/secret,acme/shop", "GITHUB_TOKEN", FakeGitHub.TOKEN.value()))) {
            await(rootops, "acme/secret", "ready");
            await(rootops, "acme/shop", "ready");
            assertThat(knows(rootops, secret)).isTrue();

            for (String path : List.of(
                    "/dashboard", "/dashboard/r/acme/secret", "/api/dashboard/overview", "/healthz", "/metrics")) {
                assertThat(rootops.get(path).body()).as(path).doesNotContain(FakeGitHub.TOKEN.value());
            }
            rootops.terminate();
            rootops.exitCode();
            assertThat(rootops.log()).contains("acme/secret").doesNotContain(FakeGitHub.TOKEN.value());
        }
        String sent = "x-access-token:" + FakeGitHub.TOKEN.value();
        assertThat(filesWith(secret)).isNotEmpty();
        assertThat(filesWith(FakeGitHub.TOKEN.value())).isEmpty();
        assertThat(filesWith(Base64.getEncoder().encodeToString(sent.getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
    }

    @Test
    void unknown_repository_is_said_beside_one_that_is_read_and_is_read_as_soon_as_it_exists() throws Exception {
        try (RootOpsProcess rootops = start(Map.of("GITHUB_REPO", "acme/shop,acme/later"))) {
            await(rootops, "acme/shop", "ready");

            assertThat(problem(rootops, "acme/later"))
                    .startsWith(host() + " has no public repository acme/later: check the name in GITHUB_REPO");
            assertSaid(rootops, "has no public repository acme/later");

            String later = fill("acme/later", false);
            await(rootops, "acme/later", "ready");
            assertThat(knows(rootops, later)).isTrue();
        }
    }

    @Test
    void refused_token_is_said_and_the_repository_is_read_as_soon_as_it_is_good() throws Exception {
        fill("acme/secret", true);
        try (RootOpsProcess rootops = start(Map.of("GITHUB_REPO", "acme/secret", "GITHUB_TOKEN", WRONG.value()))) {
            assertThat(problem(rootops, "acme/secret")).startsWith(host() + " refuses GITHUB_TOKEN (401): ");
            assertSaid(rootops, "refuses GITHUB_TOKEN (401)");

            github.accept(WRONG);
            await(rootops, "acme/secret", "ready");
            assertThat(rootops.log()).doesNotContain(WRONG.value());
        }
    }

    @Test
    void host_that_is_away_is_said_and_the_repository_is_read_as_soon_as_it_is_back() throws Exception {
        github.close();
        try (RootOpsProcess rootops = start(Map.of("GITHUB_REPO", "acme/shop"))) {
            assertThat(problem(rootops, "acme/shop"))
                    .startsWith(host() + " cannot be reached (connection refused): check GITHUB_URL");
            assertSaid(rootops, "cannot be reached (connection refused)");

            back();
            await(rootops, "acme/shop", "ready");
            assertThat(check(rootops).path("state").asText()).isEqualTo("ok");
        }
    }

    @Test
    void repository_of_the_list_is_followed_by_a_button_and_still_followed_after_a_new_start() throws Exception {
        fill("acme/secret", true);
        Map<String, String> settings =
                Map.of("GITHUB_TOKEN", FakeGitHub.TOKEN.value(), "POLL_GITHUB_INTERVAL_SECONDS", NEVER);
        try (RootOpsProcess rootops = start(settings)) {
            rootops.await("the list", () -> !choices(rootops).isEmpty());
            assertThat(choices(rootops)).containsExactly("acme/secret", "acme/shop");
            assertThat(rootops.get("/dashboard").body())
                    .contains("<form method=\"post\" action=\"/dashboard/repositories\">")
                    .contains("name=\"name\" value=\"acme/secret\"");

            assertThat(follow(rootops, "name=acme%2Fshop")).isEqualTo(403);
            assertThat(follow(rootops, "name=acme%2Fshop", "Sec-Fetch-Site", "cross-site"))
                    .isEqualTo(403);
            assertThat(follow(rootops, "name=acme%2Fshop", "Sec-Fetch-Site", "same-site"))
                    .isEqualTo(403);
            assertThat(follow(rootops, "name=acme%2Fshop", "Origin", "null")).isEqualTo(403);
            assertThat(follow(rootops, "name=acme%2Fshop", "Origin", "http://localhost:1"))
                    .isEqualTo(403);
            String own = rootops.address().toString();
            assertThat(follow(rootops, "name=..%2F..%2Fetc%2Fpasswd", "Origin", own))
                    .isEqualTo(400);
            assertThat(follow(rootops, "", "Origin", own)).isEqualTo(400);
            assertThat(follow(rootops, "name=acme%2Fnone", "Sec-Fetch-Site", "same-origin"))
                    .isEqualTo(404);
            assertThat(rootops.json("/api/dashboard/overview").path("repositories"))
                    .isEmpty();

            var answer = rootops.post("/dashboard/repositories", "name=acme%2Fsecret", "Referer", own + "/dashboard");
            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location")).hasValue("/dashboard/r/acme/secret");
            assertThat(rootops.get("/dashboard/r/acme/secret").statusCode()).isEqualTo(200);
            await(rootops, "acme/secret", "ready");
            assertThat(choices(rootops)).containsExactly("acme/shop");
            assertThat(follow(rootops, "name=acme%2Fsecret", "Sec-Fetch-Site", "same-origin"))
                    .isEqualTo(303);
            assertThat(follow(rootops, "name=acme%2Fshop", "Sec-Fetch-Site", "none"))
                    .isEqualTo(303);
            await(rootops, "acme/shop", "ready");
        }

        String pushed = shop.commit(first).file("B.java", "class B {}\n").on("main");
        // The next poll would be tomorrow: only the start can be what reads it.
        try (RootOpsProcess rootops = start(Map.of("POLL_GITHUB_INTERVAL_SECONDS", NEVER))) {
            rootops.await("what was pushed meanwhile", () -> knows(rootops, pushed));
            assertThat(choices(rootops)).isEmpty();
        }
    }

    @Test
    void list_that_cannot_be_had_is_said_and_comes_as_soon_as_it_can() throws Exception {
        github.close();
        try (RootOpsProcess rootops = start(Map.of("GITHUB_TOKEN", WRONG.value()))) {
            rootops.await("a check that fails", () -> fix(rootops).contains("cannot be reached"));
            assertSaid(rootops, "cannot be reached (connection refused)");

            back();
            rootops.await("another reason", () -> fix(rootops).contains("refuses GITHUB_TOKEN (401)"));
            assertSaid(rootops, "refuses GITHUB_TOKEN (401)");

            github.accept(WRONG);
            rootops.await("the list", () -> choices(rootops).equals(List.of("acme/shop")));
            assertThat(check(rootops).path("state").asText()).isEqualTo("none");
        }
    }

    /** A clear sentence where people look, while everything else goes on. */
    private void assertSaid(RootOpsProcess rootops, String sentence) throws Exception {
        assertThat(rootops.get("/dashboard").body()).contains(sentence);
        assertThat(check(rootops).path("state").asText()).isEqualTo("fail");
        assertThat(check(rootops).path("fix").asText()).contains(sentence);
        assertThat(rootops.get("/readyz").statusCode()).isEqualTo(200);
        assertThat(rootops.log()).contains(sentence).doesNotContain("\tat ");
    }

    private RootOpsProcess start(Map<String, String> settings) throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of(
                "GITHUB_URL", github.address().web().toString(),
                "GITHUB_API_URL", github.address().api().toString(),
                "POLL_GITHUB_INTERVAL_SECONDS", "10"));
        environment.putAll(settings);
        return RootOpsProcess.start(directory.resolve("home"), environment, "serve");
    }

    /** The host at its old address. */
    private void back() throws IOException {
        github = new FakeGitHub(
                directory.resolve("served"), github.address().web().getPort());
        github.add("acme/shop", false);
    }

    /** @return the sha of its only commit */
    private String fill(String name, boolean isPrivate) throws IOException {
        try (GitFixture repository = GitFixture.bare(github.add(name, isPrivate))) {
            return repository
                    .commit()
                    .file("A.java", "class A {}\n// " + name + "\n")
                    .on("main");
        }
    }

    private String host() {
        return "127.0.0.1:" + github.address().web().getPort();
    }

    private static JsonNode await(RootOpsProcess rootops, String name, String state) {
        rootops.await(
                name + " to be " + state,
                () -> repository(rootops, name).path("state").asText().equals(state));
        return repository(rootops, name);
    }

    private static String problem(RootOpsProcess rootops, String name) {
        return await(rootops, name, "failed").path("problem").asText();
    }

    private static JsonNode repository(RootOpsProcess rootops, String name) {
        return elements(overview(rootops).path("repositories"))
                .filter(it -> it.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode check(RootOpsProcess rootops) {
        return elements(overview(rootops).path("backends"))
                .filter(it -> it.path("subject").asText().equals("github"))
                .findFirst()
                .orElseThrow();
    }

    private static String fix(RootOpsProcess rootops) {
        return check(rootops).path("fix").asText();
    }

    private static List<String> choices(RootOpsProcess rootops) {
        return elements(overview(rootops).path("choices"))
                .map(it -> it.path("name").asText())
                .toList();
    }

    private static int follow(RootOpsProcess rootops, String form, String... headers) throws Exception {
        return rootops.post("/dashboard/repositories", form, headers).statusCode();
    }

    private static boolean knows(RootOpsProcess rootops, String sha) {
        return !commit(rootops, sha).path("sha").isMissingNode();
    }

    private static JsonNode commit(RootOpsProcess rootops, String sha) {
        return json(rootops, "/api/dashboard/commits/" + sha);
    }

    private static JsonNode overview(RootOpsProcess rootops) {
        return json(rootops, "/api/dashboard/overview");
    }

    private static JsonNode json(RootOpsProcess rootops, String path) {
        try {
            return rootops.json(path);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(rootops.log(), e);
        }
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
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
