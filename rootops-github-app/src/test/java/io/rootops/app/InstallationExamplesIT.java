package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rootops.app.github.InstalledGitHub;
import io.rootops.app.webhook.SignedDelivery;
import io.rootops.core.testing.TestDatabase;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The payloads that GitHub's own people collected of the events of which only an App makes use, sent to a RootOps that is
 * one: something has changed at GitHub, and what is followed changes with it. No poll helps.
 */
class InstallationExamplesIT {
    private static final String SECRET = "hush-hush-secret";

    private static final Set<String> EVENTS = Set.of("installation", "installation_repositories", "repository");

    /** The examples' numbers. */
    private static final long OCTOCODERS = 1;

    private static final long OCTOCAT = 2;
    private static final long CODERTOCAT = 957_387;
    /** Also Codertocat's, before it removed the App and installed it again. */
    private static final long CODERTOCAT_BEFORE = 16_598_467;

    private static final long HELLO_CODERTOCAT = 186_853_002;
    private static final long SPACE = 186_853_007;
    private static final long HELLO_OCTOCAT = 1_296_269;
    private static final long SPOON_KNIFE = 1_300_192;
    private static final long HELLO_OCTOCODERS = 186_853_261;

    /** Who has installed the App; where an example is of a repository's own webhook, it comes by the App's instead. */
    private static final Map<String, Long> INSTALLATIONS = Map.of("Octocoders", OCTOCODERS, "Codertocat", CODERTOCAT);

    private static final String AGREES = ": what is followed agrees with GitHub's list of its repositories";

    @TempDir
    private Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private final TestDatabase database = TestDatabase.create();
    private final Map<String, String> settings = new HashMap<>();
    private InstalledGitHub github;
    private GitHubRun run;
    private int steps;

    @BeforeEach
    void serve() throws Exception {
        AppSettings app = AppSettings.create();
        github = new InstalledGitHub(directory.resolve("served"), app.keys().getPublic());
        github.add(HELLO_CODERTOCAT, "Codertocat/Hello-World");
        github.add(SPACE, "Codertocat/Space");
        github.add(HELLO_OCTOCAT, "octocat/Hello-World");
        github.add(SPOON_KNIFE, "octocat/Spoon-Knife");
        github.add(HELLO_OCTOCODERS, "Octocoders/Hello-Moon");
        github.install(CODERTOCAT_BEFORE, "Codertocat", HELLO_CODERTOCAT);
        github.install(OCTOCAT, "octocat", HELLO_OCTOCAT, SPOON_KNIFE);
        github.install(OCTOCODERS, "Octocoders");
        settings.putAll(app.on(github, SECRET));
        settings.put(
                "DATABASE_URL",
                database.jdbcUrl()
                        .replace(
                                "jdbc:postgresql://",
                                "postgres://" + database.user() + ":"
                                        + URLEncoder.encode(database.password(), StandardCharsets.UTF_8) + "@"));
        run = new GitHubRun(RootOpsProcess.start(directory.resolve("home"), settings, "serve"));
    }

    @AfterEach
    void close() throws InterruptedException {
        run.close();
        github.close();
        database.close();
    }

    @Test
    void everyExampleOfAnInstallationHasItsEffect() throws Exception {
        Map<String, List<ObjectNode>> examples = examples();
        Map<String, Step> steps = steps();
        assertThat(examples.keySet()).as("each has an entry").isEqualTo(steps.keySet());
        awaitState("Codertocat/Hello-World", "following");
        awaitState("octocat/Hello-World", "following");
        awaitState("octocat/Spoon-Knife", "following");
        for (Map.Entry<String, Step> it : steps.entrySet()) {
            Step step = it.getValue();
            step.change.happen();
            assertThat(send(it.getKey(), examples.getOrDefault(it.getKey(), List.of())))
                    .as(it.getKey())
                    .isEqualTo(step.notes);
            step.effect.happen();
        }
        assertThat(run.rootops().log()).doesNotContain("ghs_SECRET").doesNotContain("\tat ");
    }

    /** In an order in which they may happen. */
    private Map<String, Step> steps() {
        Map<String, Step> steps = new LinkedHashMap<>();
        steps.put(
                "installation_repositories removed",
                new Step(
                        () -> github.installation(OCTOCAT).has.remove(HELLO_OCTOCAT),
                        Set.of("octocat" + AGREES),
                        () -> {
                            awaitState("octocat/Hello-World", "no_longer_followed");
                            awaitState("octocat/Spoon-Knife", "following");
                        }));
        // It has got another name since: how things stand counts, not what an event tells.
        steps.put(
                "repository created",
                new Step(
                        () -> github.installation(OCTOCODERS).has.add(HELLO_OCTOCODERS),
                        Set.of("Octocoders/Hello-Moon is followed"),
                        () -> awaitState("Octocoders/Hello-Moon", "following")));
        steps.put(
                "repository edited",
                new Step(
                        () -> github.repository(HELLO_OCTOCODERS).defaultBranch = "trunk",
                        // The other one is of a description.
                        Set.of("nothing to do", "Octocoders/Hello-Moon is followed"),
                        () -> assertThat(
                                        stored("default_branch", "installed_repository", "github_id", HELLO_OCTOCODERS))
                                .isEqualTo("trunk")));
        steps.put(
                "repository renamed",
                new Step(
                        () -> github.rename(HELLO_OCTOCODERS, "Octocoders/Hello-World"),
                        Set.of("Octocoders/Hello-World is followed"),
                        () -> {
                            awaitState("Octocoders/Hello-World", "following");
                            assertThat(names()).doesNotContain("Octocoders/Hello-Moon");
                        }));
        steps.put(
                "repository transferred", new Step(this::transfer, Set.of("Octocoders/Hello-World is followed"), () -> {
                    awaitState("Octocoders/Hello-World", "following");
                    assertThat(standing("Octocoders/Hello-World")
                                    .path("account")
                                    .asText())
                            .isEqualTo("Octocoders");
                    assertThat(names()).doesNotContain("octocat/Hello-Earth");
                }));
        steps.put(
                "installation deleted",
                new Step(
                        () -> github.uninstall(OCTOCAT),
                        Set.of("octocat has removed the App: its repositories are not followed any more"),
                        () -> {
                            awaitState("octocat/Spoon-Knife", "no_longer_followed");
                            assertThat(installation(OCTOCAT)).isEqualTo("removed");
                        }));
        steps.put(
                "installation suspend",
                new Step(
                        () -> github.installation(CODERTOCAT_BEFORE).suspendedAt = Instant.now(),
                        Set.of("Codertocat has suspended the App: its repositories are not followed meanwhile"),
                        () -> {
                            awaitState("Codertocat/Hello-World", "suspended");
                            assertThat(installation(CODERTOCAT_BEFORE)).isEqualTo("suspended");
                        }));
        List<String> missed = new ArrayList<>();
        steps.put(
                "installation unsuspend",
                new Step(
                        () -> {
                            missed.add(github.repository(HELLO_CODERTOCAT).push("class Missed {}\n"));
                            github.installation(CODERTOCAT_BEFORE).suspendedAt = null;
                        },
                        Set.of("Codertocat" + AGREES),
                        () -> {
                            awaitScore(missed.get(0));
                            assertThat(installation(CODERTOCAT_BEFORE)).isEqualTo("active");
                        }));
        List<String> pushed = new ArrayList<>();
        steps.put(
                "installation created",
                new Step(
                        () -> {
                            github.uninstall(CODERTOCAT_BEFORE);
                            github.install(CODERTOCAT, "Codertocat", HELLO_CODERTOCAT);
                            pushed.add(github.repository(HELLO_CODERTOCAT).push("class Pushed {}\n"));
                        },
                        Set.of("Codertocat" + AGREES),
                        () -> {
                            awaitScore(pushed.get(0));
                            awaitState("Codertocat/Hello-World", "following");
                            assertThat(installation(CODERTOCAT)).isEqualTo("active");
                            assertThat(installation(CODERTOCAT_BEFORE)).isEqualTo("removed");
                        }));
        steps.put(
                "installation new_permissions_accepted",
                new Step(
                        () -> github.installation(CODERTOCAT).permissions =
                                Map.of("metadata", "read", "contents", "read", "checks", "write", "issues", "read"),
                        Set.of("Codertocat" + AGREES),
                        () -> assertThat(stored("permissions", "installation", "id", CODERTOCAT))
                                .contains("issues")));
        steps.put(
                "installation_repositories added",
                new Step(
                        () -> github.installation(CODERTOCAT).has.add(SPACE),
                        Set.of("Codertocat" + AGREES),
                        () -> awaitState("Codertocat/Space", "following")));
        for (String action : List.of("privatized", "publicized")) {
            List<Integer> asked = new ArrayList<>();
            steps.put(
                    "repository " + action,
                    new Step(
                            () -> asked.add(lists()),
                            Set.of("Codertocat/Hello-World is followed"),
                            () -> assertThat(lists()).isGreaterThan(asked.get(0))));
        }
        return steps;
    }

    /** From one account to another; that the first one has it is known. */
    private void transfer() throws Exception {
        github.installation(OCTOCODERS).has.remove(HELLO_OCTOCODERS);
        github.installation(OCTOCAT).has.add(HELLO_OCTOCODERS);
        github.rename(HELLO_OCTOCODERS, "octocat/Hello-Earth");
        ObjectNode known = new ObjectMapper().createObjectNode().put("action", "added");
        known.putObject("installation").put("id", OCTOCAT);
        send("installation_repositories added", List.of(known));
        awaitState("octocat/Hello-Earth", "following");
        assertThat(standing("octocat/Hello-Earth").path("account").asText()).isEqualTo("octocat");

        github.installation(OCTOCAT).has.remove(HELLO_OCTOCODERS);
        github.installation(OCTOCODERS).has.add(HELLO_OCTOCODERS);
        github.rename(HELLO_OCTOCODERS, "Octocoders/Hello-World");
    }

    /** By event and action, as the App gets them. */
    private static Map<String, List<ObjectNode>> examples() throws IOException, InterruptedException {
        Map<String, List<ObjectNode>> all = new HashMap<>();
        for (JsonNode event : WebhookExamplesIT.examples()) {
            String name = event.path("name").asText();
            if (EVENTS.contains(name)) {
                for (JsonNode example : event.path("examples")) {
                    ObjectNode payload = example.deepCopy();
                    if (payload.path("installation").isMissingNode()) {
                        String owner =
                                payload.at("/repository/full_name").asText().replaceFirst("/.*", "");
                        payload.putObject("installation").put("id", INSTALLATIONS.get(owner));
                    }
                    all.computeIfAbsent(name + " " + payload.path("action").asText(), it -> new ArrayList<>())
                            .add(payload);
                }
            }
        }
        return all;
    }

    /**
     * Sends them, and waits for what comes of them.
     *
     * @return what is said of them
     */
    private Set<String> send(String eventAndAction, List<ObjectNode> payloads) throws Exception {
        String guid = "example-" + steps++ + "-";
        for (int i = 0; i < payloads.size(); i++) {
            SignedDelivery delivery = SignedDelivery.of(
                    guid + i,
                    eventAndAction.replaceFirst(" .*", ""),
                    payloads.get(i).toString(),
                    SECRET);
            assertThat(http.send(
                                    delivery.request(run.rootops().address()).build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(202);
        }
        run.rootops()
                .await(
                        eventAndAction + " to come to its end",
                        () -> run.json("/api/dashboard/deliveries")
                                        .path("waiting")
                                        .asInt()
                                == 0);
        Set<String> notes = new TreeSet<>();
        run.json("/api/dashboard/deliveries").path("items").forEach(it -> {
            if (it.path("guid").asText().startsWith(guid)) {
                notes.add(it.path("note").asText());
            }
        });
        return notes;
    }

    private void awaitState(String name, String state) {
        run.rootops()
                .await(
                        name + " to be " + state,
                        () -> standing(name).path("state").asText().equals(state));
    }

    private void awaitScore(String sha) {
        run.rootops().await("a score", () -> run.commit(sha).path("percentile").isInt());
    }

    private JsonNode standing(String name) {
        return element(run.json("/api/dashboard/repositories").path("items"), "name", name);
    }

    private List<String> names() {
        return run.json("/api/dashboard/repositories").path("items").findValuesAsText("name");
    }

    private String installation(long id) {
        return element(run.json("/api/dashboard/repositories").path("installations"), "id", "" + id)
                .path("state")
                .asText();
    }

    private static JsonNode element(JsonNode list, String key, String value) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(it -> it.path(key).asText().equals(value))
                .findFirst()
                .orElse(list.path("none"));
    }

    private int lists() {
        return (int) github.requests().stream()
                .filter(it -> it.startsWith("GET /installation/repositories"))
                .count();
    }

    private String stored(String column, String table, String key, long value) {
        return String.valueOf(
                database.dsl().fetchValue("select " + column + " from " + table + " where " + key + " = " + value));
    }

    @FunctionalInterface
    private interface Action {
        void happen() throws Exception;
    }

    /**
     * What the examples of one event and action are about.
     *
     * @param change what has happened at GitHub
     * @param notes what is said of the deliveries
     * @param effect what has changed by them
     */
    private record Step(Action change, Set<String> notes, Action effect) {}
}
