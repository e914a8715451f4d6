package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rootops.app.github.FakeGitHub;
import io.rootops.app.github.NpmPeer;
import io.rootops.app.webhook.SignedDelivery;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every payload that GitHub's own people collected, of every event there is, through the jar. */
class WebhookExamplesIT {
    private static final String EXAMPLES = "@octokit/webhooks-examples@7.6.1";
    private static final String SECRET = "hush-hush-secret";

    private static final int MOST_SHOWN = 200;

    /** What comes of those that RootOps has a use for; the repository is the one of the examples, or not followed. */
    private static final Map<String, String> EFFECTS = Map.of(
            "ping", "GitHub reaches RootOps",
            "push", "read Codertocat/Hello-World",
            "pull_request", "(read|kept|a later one was told before:) Codertocat/Hello-World#2",
            "check_run", "(not followed|nothing asked)",
            "check_suite", "(nothing asked|there is nothing to tell of [0-9a-f]{40})",
            "repository", "(not followed|nothing to do: the next poll sees what it needs)",
            "installation", "not acted on: RootOps is no GitHub App here; .*",
            "installation_repositories", "not acted on: RootOps is no GitHub App here; .*");

    @TempDir
    private Path directory;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void everyExampleIsAcknowledgedAndComesToItsEnd() throws Exception {
        JsonNode events = new ObjectMapper()
                .readTree(NpmPeer.installed(EXAMPLES)
                        .resolve("node_modules/@octokit/webhooks-examples/api.github.com/index.json")
                        .toFile());
        try (FakeGitHub github = new FakeGitHub(directory.resolve("served"))) {
            // The examples are of this one.
            GitHubRun.fill(github, "Codertocat/Hello-World", false);
            Map<String, String> settings = Map.of(
                    "GITHUB_REPO", "Codertocat/Hello-World",
                    "GITHUB_WEBHOOK_SECRET", SECRET,
                    "ENABLE_AUTO_POLLING", "false");
            try (GitHubRun run = GitHubRun.start(directory.resolve("home"), github, settings)) {
                run.await("Codertocat/Hello-World", "ready");
                List<SignedDelivery> all = all(events);
                assertThat(all).hasSize(329);
                Map<String, Set<String>> notes = new TreeMap<>();
                for (int i = 0; i < all.size(); i += MOST_SHOWN) {
                    for (SignedDelivery it : all.subList(i, Math.min(i + MOST_SHOWN, all.size()))) {
                        assertThat(acknowledged(it, run)).as(it.event()).isEqualTo(202);
                    }
                    run.rootops()
                            .await(
                                    "all to come to their end",
                                    () -> deliveries(run).path("waiting").asInt() == 0);
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
            }
        }
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
