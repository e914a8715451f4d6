package io.rootops.app;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rootops.app.github.AppManifest;
import io.rootops.app.github.FakeGitHub;
import io.rootops.app.github.NpmPeer;
import io.rootops.app.webhook.SignedDelivery;
import io.rootops.core.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every payload that GitHub's own people collected, of every event there is, through the jar. What those do of which only
 * an App makes use is in {@link InstallationExamplesIT}.
 */
class WebhookExamplesIT {
    private static final String EXAMPLES = "@octokit/webhooks-examples@7.6.1";
    private static final String SECRET = "hush-hush-secret";

    private static final int MOST_SHOWN = 200;

    /** What comes of those that RootOps has a use for; the repository is the one of the examples, or not followed. */
    private static final String REPOSITORY = "Codertocat/Hello-World";

    private static final String KEPT = "(kept|known before:) ";

    /** What is said of those that RootOps has a use for; the repository is the one of the examples, or not followed. */
    private static final Map<String, String> EFFECTS = Map.ofEntries(
            entry("ping", "GitHub reaches RootOps"),
            entry("push", "read " + REPOSITORY),
            entry("pull_request", "(read|kept|a later one was told before:) " + REPOSITORY + "#2"),
            entry("pull_request_review", "(asks for the reviews of|not known yet:) " + REPOSITORY + "#2.*"),
            entry(
                    "issues",
                    "(not followed|nothing to do: it is a pull request|does not tell how an issue stands|" + KEPT
                            + REPOSITORY + "#1: (open|closed|gone))"),
            entry("deployment", KEPT + "deployment_status 145988746 to (production|github-pages): pending"),
            entry(
                    "deployment_status",
                    KEPT + "deployment_status 145988746 to (production: success|github-pages: in_progress)"),
            entry("release", KEPT + "release 17372790: (success|prerelease|deleted)"),
            entry("workflow_run", "(not followed|tells of no deployment)"),
            entry(
                    "check_run",
                    "(not followed|" + KEPT + "Octocoders-linter of [0-9a-f]{40}: (queued|failure|success))"),
            entry(
                    "check_suite",
                    "(there is nothing to tell of|" + KEPT + "[0-9]+ of) [0-9a-f]{40}(: (queued|success))?"),
            entry("status", KEPT + "default of [0-9a-f]{40}: success"),
            entry("repository", "(not followed|nothing to do: the next poll sees what it needs)"),
            entry("installation", "not acted on: RootOps is no GitHub App here; .*"),
            entry("installation_repositories", "not acted on: RootOps is no GitHub App here; .*"));

    @TempDir
    private Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private final TestDatabase database = TestDatabase.create();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void everyExampleIsAcknowledgedAndComesToItsEffect() throws Exception {
        JsonNode events = examples();
        try (FakeGitHub github = new FakeGitHub(directory.resolve("served"))) {
            // The examples are of this one.
            String main = GitHubRun.fill(github, REPOSITORY, false);
            try (GitHubRun run = GitHubRun.start(directory.resolve("home"), github, settings())) {
                run.await(REPOSITORY, "ready");
                List<SignedDelivery> all = all(events);
                assertThat(all).hasSize(329);
                Map<String, Set<String>> notes = new TreeMap<>();
                for (int i = 0; i < all.size(); i += MOST_SHOWN) {
                    send(run, all.subList(i, Math.min(i + MOST_SHOWN, all.size())));
                    deliveries(run)
                            .path("items")
                            .forEach(
                                    it -> notes.computeIfAbsent(it.path("event").asText(), event -> new TreeSet<>())
                                            .add(it.path("state").asText() + ": "
                                                    + it.path("note").asText()));
                }

                assertThat(notes)
                        .hasSize(58)
                        .allSatisfy((event, said) -> assertThat(said)
                                .as(event)
                                .allMatch(it -> it.matches("done: " + EFFECTS.getOrDefault(event, "not handled yet"))));
                assertThat(notes.keySet()).containsAll(EFFECTS.keySet());
                assertEffects();
                // Once more, in reverse: nothing is other than before.
                List<SignedDelivery> reversed = new ArrayList<>();
                for (SignedDelivery it : all) {
                    reversed.add(0, it.again("reversed-" + reversed.size()));
                }
                send(run, reversed);
                assertEffects();
                assertShown(run, events, main);
            }
        }
    }

    /** What an App is told of, by its manifest and by itself, has an entry of its own. */
    @Test
    void everyEventOfAnAppIsInTheTable() throws Exception {
        URI home = URI.create("https://rootops.example.com");
        JsonNode manifest = new ObjectMapper().readTree(new AppManifest(false).of("RootOps", home, home, home));
        Set<String> events = new TreeSet<>(Set.of("ping", "installation", "installation_repositories"));
        manifest.path("default_events").forEach(it -> events.add(it.asText()));

        assertThat(EFFECTS.keySet()).isEqualTo(events);
    }

    /** Name and examples of each event. */
    static JsonNode examples() throws IOException, InterruptedException {
        return new ObjectMapper()
                .readTree(NpmPeer.installed(EXAMPLES)
                        .resolve("node_modules/@octokit/webhooks-examples/api.github.com/index.json")
                        .toFile());
    }

    private void assertEffects() {
        assertThat(rows(
                        "source, external_id, environment, state, coalesce(encode(sha, 'hex'), '')",
                        "deployment_event"))
                .isEqualTo("""
                        deployment_status 145988746 github-pages in_progress f95f852bd8fca8fcc58a9a2d6c842781e32a215e
                        deployment_status 145988746 production success f95f852bd8fca8fcc58a9a2d6c842781e32a215e
                        push 6113728f27ae82c7b1a177c8d03f9e96e0adf246  success 6113728f27ae82c7b1a177c8d03f9e96e0adf246
                        release 17372790  deleted\s""");
        assertThat(rows("kind, name, state, coalesce(conclusion, ''), encode(sha, 'hex')", "check_conclusion"))
                .isEqualTo("""
                        check_run Octocoders-linter completed success ec26c3e57ca3a959ca5aad62de7213c562f8c821
                        check_suite 118578147 completed success ec26c3e57ca3a959ca5aad62de7213c562f8c821
                        check_suite 118578174 queued  f95f852bd8fca8fcc58a9a2d6c842781e32a215e
                        status default completed success 6113728f27ae82c7b1a177c8d03f9e96e0adf246""");
        assertThat(rows("number, state, coalesce(array_to_string(labels, '+'), '')", "issue"))
                .startsWith("1 gone");
        assertThat(rows("number, coalesce(reviews_at::text, 'to be asked for')", "pull_request"))
                .isEqualTo("2 to be asked for");
    }

    /** Examples again, of a commit that is there and of today: on its page and in its JSON. */
    private void assertShown(GitHubRun run, JsonNode events, String main) throws Exception {
        assertThat(run.commit(main).path("deployments").isNull()).isTrue();
        assertThat(run.commit(main).path("checks").isNull()).isTrue();
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        List<SignedDelivery> these = new ArrayList<>();
        for (String event : List.of("deployment_status", "check_run", "workflow_run")) {
            ObjectNode payload = example(events, event).deepCopy();
            payload.set("repository", example(events, "deployment").path("repository"));
            ((ObjectNode) payload.path("repository")).put("default_branch", "main");
            for (JsonNode part : payload) {
                if (part instanceof ObjectNode object && object.has("head_sha")) {
                    object.put("head_sha", main)
                            .put("status", "completed")
                            .put("conclusion", "success")
                            .put("head_branch", "main")
                            .put("updated_at", now)
                            .put("name", "Deploy to the world");
                } else if (part instanceof ObjectNode object && object.has("sha")) {
                    object.put("sha", main).put("id", 777).put("created_at", now);
                } else if (part instanceof ObjectNode object && object.has("state")) {
                    object.put("created_at", now).put("id", 999);
                }
            }
            these.add(SignedDelivery.of("own-" + event, event, payload.toString(), SECRET));
        }
        send(run, these);
        List<String> notes = new ArrayList<>();
        deliveries(run).path("items").forEach(it -> {
            if (it.path("guid").asText().startsWith("own-")) {
                notes.add(it.path("note").asText());
            }
        });
        assertThat(notes)
                .containsExactlyInAnyOrder(
                        "kept deployment_status 777 to production: success",
                        "kept Deploy to the world of " + main + ": success",
                        "kept workflow_run 1589141559/1: success");

        JsonNode commit = run.commit(main);
        assertThat(commit.at("/deployments").findValuesAsText("source"))
                .containsExactlyInAnyOrder("deployment_status", "workflow_run");
        assertThat(commit.at("/deployments_by/source").asText()).isEqualTo("deployment_status");
        assertThat(commit.at("/deployments_by/confidence").asText()).isEqualTo("high");
        assertThat(commit.at("/checks/0/name").asText()).isEqualTo("Deploy to the world");
        assertThat(commit.at("/checks/0/conclusion").asText()).isEqualTo("success");
        assertThat(run.rootops()
                        .get("/dashboard/r/" + REPOSITORY + "/commits/" + main)
                        .body())
                .contains(
                        "<b>production</b>: success",
                        "source: deployments, confidence high",
                        "<b>Workflow Deploy to the world</b>: success",
                        "Deploy to the world: <b>success</b>");
    }

    private static ObjectNode example(JsonNode events, String name) {
        for (JsonNode event : events) {
            if (event.path("name").asText().equals(name)) {
                return (ObjectNode) event.path("examples").path(0);
            }
        }
        throw new IllegalArgumentException(name);
    }

    private String rows(String columns, String table) {
        return String.valueOf(database.dsl()
                .fetchValue("select string_agg(line, chr(10) order by line) from (select concat_ws(' ', " + columns
                        + ") as line from " + table + ") as lines"));
    }

    private Map<String, String> settings() {
        return Map.of(
                "GITHUB_REPO",
                REPOSITORY,
                "GITHUB_WEBHOOK_SECRET",
                SECRET,
                "ENABLE_AUTO_POLLING",
                "false",
                "DATABASE_URL",
                database.jdbcUrl()
                        .replace(
                                "jdbc:postgresql://",
                                "postgres://" + database.user() + ":"
                                        + URLEncoder.encode(database.password(), StandardCharsets.UTF_8) + "@"));
    }

    private void send(GitHubRun run, List<SignedDelivery> deliveries) throws Exception {
        for (SignedDelivery it : deliveries) {
            assertThat(acknowledged(it, run)).as(it.event()).isEqualTo(202);
        }
        run.rootops()
                .await(
                        "all to come to their end",
                        () -> deliveries(run).path("waiting").asInt() == 0);
    }

    private static List<SignedDelivery> all(JsonNode events) {
        List<SignedDelivery> all = new ArrayList<>();
        for (JsonNode event : events) {
            for (JsonNode example : event.path("examples")) {
                all.add(SignedDelivery.of(
                        "example-" + all.size(), event.path("name").asText(), example.toString(), SECRET));
            }
        }
        return all;
    }

    private int acknowledged(SignedDelivery delivery, GitHubRun run) throws Exception {
        return http.send(delivery.request(run.rootops().address()).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static JsonNode deliveries(GitHubRun run) {
        return run.json("/api/dashboard/deliveries?limit=" + MOST_SHOWN);
    }
}
