package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.app.github.InstalledGitHub;
import io.rootops.app.webhook.SignedDelivery;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The App on two accounts, through the jar: what is followed, scored and told is as GitHub has it. */
class InstallationsIT {
    private static final String SECRET = "hush-hush-secret";

    @TempDir
    private Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> settings = new HashMap<>();
    private InstalledGitHub github;

    @BeforeEach
    void serve() throws Exception {
        AppSettings app = AppSettings.create();
        github = new InstalledGitHub(directory.resolve("served"), app.keys().getPublic());
        github.add(1, "acme/shop");
        github.add(2, "acme/store");
        github.add(3, "others/api");
        github.add(4, "others/web");
        github.install(10, "acme", 1L, 2L);
        github.install(20, "others", 3L);
        settings.putAll(app.on(github, SECRET));
        settings.put("ENABLE_AUTO_POLLING", "true");
    }

    @AfterEach
    void close() {
        github.close();
    }

    @Test
    void whatEventsTellOfIsFollowedRenamedRemovedAndSuspended() throws Exception {
        // No poll but the first: the rest is by events.
        settings.put("POLL_GITHUB_INTERVAL_SECONDS", "86400");
        try (GitHubRun run = start()) {
            await(run, "acme/shop", "ready");
            await(run, "acme/store", "ready");
            await(run, "others/api", "ready");
            assertThat(names(run)).containsExactly("acme/shop", "acme/store", "others/api");

            github.installation(20).has.add(4L);
            send(run, "added", "installation_repositories", "{\"action\":\"added\",\"installation\":{\"id\":20}}");
            await(run, "others/web", "ready");
            String web = github.repository(4).push("class Web {}\n");
            push(run, "push-web", 20, 4, "others/web");
            run.rootops().await("the push to be scored", () -> scored(run, web));
            run.rootops().await("its check run", () -> github.checkRuns().contains("others/web " + web));

            github.rename(1, "acme/market");
            // Told under the old name, which git still leads from.
            String shop = github.repository(1).push("class Market {}\n");
            push(run, "push-shop", 10, 1, "acme/shop");
            run.rootops().await("the push to be scored", () -> scored(run, shop));
            send(run, "renamed", "repository", repository("renamed", 10, 1, "acme/market"));
            run.rootops()
                    .await(
                            "the new name",
                            () -> run.commit(shop).path("repository").asText().equals("acme/market"));

            github.installation(10).has.remove(2L);
            send(run, "removed", "installation_repositories", "{\"action\":\"removed\",\"installation\":{\"id\":10}}");
            run.rootops().await("the removal", () -> pause(run, "acme/store").equals("removed"));
            String store = github.repository(2).push("class Store {}\n");
            push(run, "push-store", 10, 2, "acme/store");
            run.rootops()
                    .await(
                            "that push to be let be",
                            () -> note(run, "push-store").contains("is not followed"));
            assertThat(run.knows(store)).isFalse();
            assertThat(run.repository("acme/store").path("scored_commits").asInt())
                    .as("stays")
                    .isEqualTo(1);
            assertThat(run.rootops().get("/dashboard/r/acme/store").body()).contains("no longer followed");

            github.installation(20).suspendedAt = Instant.now();
            send(run, "suspend", "installation", "{\"action\":\"suspend\",\"installation\":{\"id\":20}}");
            run.rootops().await("the suspension", () -> pause(run, "others/api").equals("suspended"));
            assertThat(pause(run, "others/web")).isEqualTo("suspended");
            String missed = github.repository(3).push("class Missed {}\n");
            github.installation(20).suspendedAt = null;
            send(run, "unsuspend", "installation", "{\"action\":\"unsuspend\",\"installation\":{\"id\":20}}");
            run.rootops().await("what was missed", () -> scored(run, missed));

            run.rootops()
                    .await(
                            "the readings to end",
                            () -> json(run, "/api/dashboard/repositories")
                                    .path("items")
                                    .findValuesAsText("state")
                                    .equals(List.of("following", "no_longer_followed", "following", "following")));
            JsonNode page = json(run, "/api/dashboard/repositories");
            assertThat(page.path("installations").findValuesAsText("account")).containsExactly("acme", "others");
            assertThat(page.at("/installations/1/rate_remaining").asInt()).isBetween(4_900, 5_000);
            assertThat(page.at("/items/2/last_delivery_at").isNull())
                    .as("others/api got none")
                    .isTrue();
            assertThat(page.at("/items/3/last_delivery_at").isTextual()).isTrue();
            assertThat(run.rootops().get("/dashboard/repositories").body()).contains("It is no longer followed");
            assertThat(run.rootops().log()).doesNotContain("ghs_SECRET").doesNotContain("\tat ");
        }
    }

    @Test
    void whatNoEventToldOfIsFoundByOneListAnAccount() throws Exception {
        settings.put("POLL_GITHUB_INTERVAL_SECONDS", "10");
        try (GitHubRun run = start()) {
            await(run, "acme/store", "ready");
            await(run, "others/api", "ready");
            github.installation(20).has.add(4L);
            String pushed = github.repository(2).push("class Store {}\n");

            run.rootops().await("the push to be scored", () -> scored(run, pushed));
            await(run, "others/web", "ready");

            awaitLists(run);
            int before = github.requests().size();
            awaitLists(run);
            assertThat(github.requests().stream().skip(before).filter(it -> it.startsWith("git ")))
                    .as("nothing was pushed, so nothing is fetched")
                    .isEmpty();
            assertThat(github.requests().stream().skip(before).filter(it -> it.startsWith("GET /installation/")))
                    .allMatch(it -> it.endsWith(" 304"));
        }
    }

    @Test
    void whatHappensBesidesPushesIsFoundWithoutOneAndWithoutAnEvent() throws Exception {
        settings.put("POLL_GITHUB_INTERVAL_SECONDS", "10");
        try (GitHubRun run = start()) {
            await(run, "others/api", "ready");
            String api = github.repository(3).push("class Api {}\n");
            run.rootops().await("the push to be scored", () -> scored(run, api));
            run.rootops()
                    .await(
                            "the first look at pull requests and deployments",
                            () -> github.requests().stream()
                                    .anyMatch(it -> it.startsWith("GET /repos/others/api/actions/runs")));
            assertThat(run.commit(api).path("pull_request").isNull()).isTrue();
            String at = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
            github.repository(3).lists.put("/pulls", """
                            [{"number":5,"id":105,"title":"Api","user":{"login":"octo"},"state":"closed","body":"Fixes #6, closes #2",
                            "head":{"sha":"%1$s","repo":{"id":3}},"base":{"sha":"%1$s","ref":"main","repo":{"id":3}},
                            "updated_at":"%2$s","merged_at":"%2$s","merge_commit_sha":"%1$s"}]""".formatted(api, at));
            github.repository(3).lists.put("/issues/2", """
                    {"number":2,"title":"Slow since the beginning","state":"open","labels":[],
                    "created_at":"2020-01-05T10:00:00Z","updated_at":"2020-01-05T10:00:00Z"}""");
            github.repository(3).lists.put("/issues", """
                    [{"number":5,"title":"Api","state":"closed","labels":[],"pull_request":{},"created_at":"%1$s",
                    "updated_at":"%1$s"},{"number":6,"title":"Api <b>lacks</b>","state":"closed","labels":[{"name":"bug"}],
                    "created_at":"%1$s","updated_at":"%1$s","closed_at":"%1$s"}]""".formatted(at));
            github.repository(3).lists.put("/commits/" + api + "/status", """
                    {"state":"failure","statuses":[{"id":9,"context":"ci/lint","state":"failure","created_at":"%s"}]}
                    """.formatted(at));
            github.repository(3).lists.put("/deployments/7/statuses", """
                            [{"id":8,"state":"success","environment":"prod","created_at":"%s"}]""".formatted(at));
            github.repository(3).lists.put("/deployments", """
                    [{"id":7,"sha":"%1$s","ref":"main","environment":"prod","created_at":"%2$s","updated_at":"%2$s"}]
                    """.formatted(api, at));

            run.rootops()
                    .await(
                            "the pull request",
                            () -> run.commit(api).at("/pull_request/number").asInt() == 5);
            run.rootops()
                    .await(
                            "the issues",
                            () -> run.commit(api)
                                    .at("/pull_request/issues")
                                    .findValuesAsText("state")
                                    .equals(List.of("open", "closed")));
            run.rootops()
                    .await(
                            "the check",
                            () -> run.commit(api)
                                    .at("/checks/0/conclusion")
                                    .asText()
                                    .equals("failure"));
            assertThat(run.commit(api).path("checks")).as("its own is none").hasSize(1);
            assertThat(run.rootops()
                            .get("/dashboard/r/others/api/commits/" + api)
                            .body())
                    .contains("Slow since the beginning", "Api &lt;b&gt;lacks&lt;/b&gt;", "ci/lint: <b>failure</b>");
            run.rootops()
                    .await(
                            "the deployment",
                            () -> run.commit(api)
                                    .at("/deployments/0/state")
                                    .asText()
                                    .equals("success"));
            assertThat(run.commit(api).at("/deployments_by/confidence").asText())
                    .isEqualTo("medium");
            assertThat(run.commit(api).at("/deployments_by/environments/0").asText())
                    .isEqualTo("prod");
        }
    }

    /** Three more of each account. */
    private void awaitLists(GitHubRun run) {
        int before = github.requests().size();
        run.rootops()
                .await(
                        "more lists",
                        () -> github.requests().stream()
                                        .skip(before)
                                        .filter(it -> it.startsWith("GET /installation/repositories"))
                                        .count()
                                >= 6);
    }

    private void push(GitHubRun run, String guid, long installation, long id, String name) throws Exception {
        send(
                run,
                guid,
                "push",
                "{\"installation\":{\"id\":" + installation + "},\"repository\":{\"id\":" + id + ",\"full_name\":\""
                        + name + "\"}}");
    }

    private static String repository(String action, long installation, long id, String name) {
        return "{\"action\":\"" + action + "\",\"installation\":{\"id\":" + installation + "},\"repository\":{\"id\":"
                + id + ",\"full_name\":\"" + name + "\"}}";
    }

    private void send(GitHubRun run, String guid, String event, String body) throws Exception {
        SignedDelivery delivery = SignedDelivery.of(guid, event, body, SECRET);
        assertThat(http.send(delivery.request(run.rootops().address()).build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(202);
    }

    private static void await(GitHubRun run, String name, String state) {
        run.rootops().await(name + " to be " + state, () -> names(run).contains(name));
        run.await(name, state);
    }

    private static List<String> names(GitHubRun run) {
        return StreamSupport.stream(
                        json(run, "/api/dashboard/overview")
                                .path("repositories")
                                .spliterator(),
                        false)
                .map(it -> it.path("name").asText())
                .toList();
    }

    private static String pause(GitHubRun run, String name) {
        return run.repository(name).path("paused").asText();
    }

    private static boolean scored(GitHubRun run, String sha) {
        return run.commit(sha).path("percentile").isInt();
    }

    private static String note(GitHubRun run, String guid) {
        return StreamSupport.stream(
                        json(run, "/api/dashboard/deliveries").path("items").spliterator(), false)
                .filter(it -> it.path("guid").asText().equals(guid))
                .map(it -> it.path("note").asText())
                .findFirst()
                .orElse("");
    }

    private static JsonNode json(GitHubRun run, String path) {
        try {
            return run.rootops().json(path);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(run.rootops().log(), e);
        }
    }

    private GitHubRun start() throws IOException {
        return new GitHubRun(RootOpsProcess.start(directory.resolve("home"), settings, "serve"));
    }
}
