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
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every payload that GitHub's own people collected, of every event there is, through the jar. */
class WebhookExamplesIT {
    private static final String EXAMPLES = "@octokit/webhooks-examples@7.6.1";
    private static final String SECRET = "hush-hush-secret";

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
                int sent = 0;
                for (JsonNode event : events) {
                    for (JsonNode example : event.path("examples")) {
                        SignedDelivery delivery = SignedDelivery.of(
                                "example-" + sent++, event.path("name").asText(), example.toString(), SECRET);
                        HttpResponse<String> answer = http.send(
                                delivery.request(run.rootops().address()).build(),
                                HttpResponse.BodyHandlers.ofString());
                        assertThat(answer.statusCode()).as(delivery.event()).isEqualTo(202);
                    }
                }
                assertThat(sent).isEqualTo(329);
                run.rootops()
                        .await(
                                "all to come to their end",
                                () -> deliveries(run, "").path("waiting").asInt() == 0);

                assertThat(deliveries(run, "&state=dead").path("items")).isEmpty();
                Map<String, Set<String>> notes = new HashMap<>();
                deliveries(run, "")
                        .path("items")
                        .forEach(it -> notes.computeIfAbsent(it.path("event").asText(), event -> new TreeSet<>())
                                .add(it.path("note").asText()));
                notes.forEach((event, said) -> System.out.println(event + ": " + said));
            }
        }
    }

    private static JsonNode deliveries(GitHubRun run, String more) {
        return run.json("/api/dashboard/deliveries?limit=200" + more);
    }
}
