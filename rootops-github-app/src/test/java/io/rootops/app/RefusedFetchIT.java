package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.app.github.HostedRepository;
import io.rootops.app.github.InstalledGitHub;
import io.rootops.app.webhook.SignedDelivery;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Git is refused for a while, or slow: commits get provisional scores through the jar, and true ones in the same place after that. */
class RefusedFetchIT {
    private static final String SECRET = "hush-hush-secret";

    @TempDir
    private Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private AppSettings app;
    private InstalledGitHub github;
    private HostedRepository shop;

    @BeforeEach
    void serve() throws Exception {
        app = AppSettings.create();
        github = new InstalledGitHub(directory.resolve("served"), app.keys().getPublic());
        shop = github.add(1, "acme/shop");
        shop.tellsCommits = true;
        shop.push("class First {\n    int a = 1;\n}\n");
        github.install(10, "acme", 1L);
    }

    @AfterEach
    void close() {
        github.close();
    }

    @Test
    void aProvisionalScoreBecomesTheTrueOneAndItsCheckRunIsUpdatedInPlace() throws Exception {
        try (GitHubRun run = start()) {
            run.rootops()
                    .await(
                            "acme/shop",
                            () -> !run.json("/api/dashboard/overview")
                                    .path("repositories")
                                    .isEmpty());
            run.await("acme/shop", "ready");
            shop.refusesGit = 403;
            String refused = shop.push("class First {\n    int a = pay(1);\n    int b = 2;\n}\n");
            push(run, "refused", refused);

            run.rootops()
                    .await("the provisional check run", () -> !titles(refused).isEmpty());
            JsonNode provisional = run.commit(refused);
            assertThat(provisional.path("provisional_by").asText()).isEqualTo("file_list");
            assertThat(provisional.path("lines_added").asInt()).isEqualTo(2);
            assertThat(provisional.at("/advice/lines_known").asBoolean()).isFalse();
            assertThat(provisional.at("/advice/reviewers").isArray())
                    .as("the history was read before")
                    .isTrue();
            run.rootops()
                    .await(
                            "that to be said",
                            () -> run.repository("acme/shop")
                                    .path("problem")
                                    .asText()
                                    .matches(
                                            "(?s).*\\(403\\).*provisional scores from the forge's lists of their files.*"));
            assertThat(run.repository("acme/shop").path("scored_commits").asInt())
                    .isEqualTo(2);

            shop.refusesGit = 0;
            // Else within a minute by itself.
            push(run, "again", refused);

            run.rootops().await("the true score", () -> isTrue(last(titles(refused))));
            assertProvisionalFirst(titles(refused));
            assertThat(github.checkRuns()).containsExactly("acme/shop " + refused);
            run.await("acme/shop", "ready");
            JsonNode read = run.commit(refused);
            assertThat(read.path("provisional").asBoolean()).isFalse();
            assertThat(read.path("provisional_by").isNull()).isTrue();
            assertThat(read.at("/advice/lines_known").asBoolean()).isTrue();
            assertThat(read.path("shown_before_merge").asBoolean()).isFalse();
            assertThat(run.repository("acme/shop").path("scored_commits").asInt())
                    .isEqualTo(3);
        }
    }

    @Test
    void anotherBranchIsListedOnceAndWhatIsUnchangedIsNotAskedForAgain() throws Exception {
        shop.refusesGit = 404;
        try (GitHubRun run = start()) {
            run.rootops()
                    .await(
                            "acme/shop",
                            () -> !run.json("/api/dashboard/overview")
                                    .path("repositories")
                                    .isEmpty());
            run.await("acme/shop", "failed");
            String head = shop.head();
            run.rootops()
                    .await(
                            "the head to be scored",
                            () -> run.commit(head).path("percentile").isInt());
            assertThat(asked("/commits/" + head)).hasSize(1);
            JsonNode advice = run.commit(head).path("advice");
            assertThat(advice.at("/files/0/changes").isNull())
                    .as("unknown, not new")
                    .isTrue();
            assertThat(advice.path("reviewers").isNull()).isTrue();
            assertThat(advice.path("similar").isNull()).isTrue();

            push(run, "nothing-new", head);
            run.rootops()
                    .await(
                            "the branches to be asked for again",
                            () -> asked("/branches?per_page=100").stream().anyMatch(it -> it.endsWith(" 304")));
            assertThat(asked("/commits/" + head)).hasSize(1);
            assertThat(github.checkRuns()).as("what stood there before").isEmpty();
        }
    }

    @Test
    void whatIsPushedDuringTheFirstReadingHasItsCheckRunBeforeThatEnds() throws Exception {
        shop.holdsGit = new CountDownLatch(1);
        try (GitHubRun run = start()) {
            run.rootops()
                    .await("the code to be asked for", () -> github.requests().contains("git acme/shop"));
            String pushed = shop.push("class First {\n    int a = pay(1);\n}\n");
            push(run, "early", pushed);

            run.rootops()
                    .await("the provisional check run", () -> !titles(pushed).isEmpty());
            assertThat(titles(pushed).get(0)).endsWith(", provisional)");
            assertThat(run.repository("acme/shop").path("state").asText()).isEqualTo("cloning");
            assertThat(run.commit(pushed).path("percentiles_among").asText()).isEqualTo("public_projects");
            assertThat(asked("/commits/" + pushed)).hasSize(1);

            shop.holdsGit.countDown();

            run.rootops().await("the true score", () -> isTrue(last(titles(pushed))));
            assertProvisionalFirst(titles(pushed));
            assertThat(github.checkRuns()).containsExactly("acme/shop " + pushed);
            run.await("acme/shop", "ready");
            assertThat(run.commit(pushed).path("provisional").asBoolean()).isFalse();
            assertThat(run.repository("acme/shop").path("scored_commits").asInt())
                    .isEqualTo(3);
        } finally {
            shop.holdsGit.countDown();
        }
    }

    /** Each is told of again when what was learned meanwhile changes it: how often is not the point, in which order is. */
    private static void assertProvisionalFirst(List<String> titles) {
        assertThat(titles.get(0)).endsWith(", provisional)");
        assertThat(titles.stream().dropWhile(it -> !isTrue(it))).isNotEmpty().allMatch(RefusedFetchIT::isTrue);
    }

    private static boolean isTrue(String title) {
        return !title.endsWith(", provisional)");
    }

    private static String last(List<String> titles) {
        return titles.get(titles.size() - 1);
    }

    private List<String> asked(String path) {
        return github.requests().stream()
                .filter(it -> it.startsWith("GET /repos/acme/shop" + path + " "))
                .toList();
    }

    private List<String> titles(String sha) {
        return github.titles().stream().filter(it -> it.startsWith(sha)).toList();
    }

    private void push(GitHubRun run, String guid, String sha) throws Exception {
        SignedDelivery delivery = SignedDelivery.of(
                guid,
                "push",
                "{\"ref\":\"refs/heads/main\",\"after\":\"" + sha
                        + "\",\"installation\":{\"id\":10},\"repository\":{\"id\":1,\"full_name\":\"acme/shop\"},\"guid\":\""
                        + guid + "\"}",
                SECRET);
        assertThat(http.send(delivery.request(run.rootops().address()).build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(202);
    }

    /** No poll but the first: the rest is by events. */
    private GitHubRun start() throws Exception {
        Map<String, String> settings = new HashMap<>(app.on(github, SECRET));
        settings.put("ENABLE_AUTO_POLLING", "true");
        settings.put("POLL_GITHUB_INTERVAL_SECONDS", "86400");
        return new GitHubRun(RootOpsProcess.start(directory.resolve("home"), settings, "serve"));
    }
}
