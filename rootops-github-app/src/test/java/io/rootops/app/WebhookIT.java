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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a signed push to its commit on the page, through the jar, without polling. */
class WebhookIT {
    private static final String SECRET = "hush-hush-secret";
    private static final long SHOP = 4_200_000_000L;

    @TempDir
    private Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
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
    void aPushIsReadAtOnceAndShownAmongTheDeliveries() throws Exception {
        try (GitHubRun run = start()) {
            run.await("acme/shop", "ready");
            String pushed = push("class Cart { int items; }\n", first);

            assertThat(deliver(run, "1", pushed)).isEqualTo(202);
            run.rootops().await("the push to be read", () -> run.knows(pushed));

            run.rootops().await("the delivery to be done", () -> state(run, "done") == 1);
            assertThat(run.rootops().get("/dashboard/deliveries").body())
                    .contains("read acme/shop")
                    .contains("Nothing waits.");
            run.rootops().await("the metrics to show it", () -> metrics(run).contains("rootops_inbox_waiting 0.0"));
            assertThat(metrics(run)).contains("rootops_webhook_requests_total{code=\"202\",outcome=\"stored\"} 1.0");
            assertThat(check(run).path("state").asText()).isEqualTo("ok");
            assertThat(run.rootops().log()).doesNotContain(SECRET).doesNotContain("sha256=");
        }
    }

    @Test
    void whatWasAcknowledgedBeforeAKillTakesEffectAfterIt() throws Exception {
        String pushed;
        try (GitHubRun killed = start()) {
            killed.await("acme/shop", "ready");
            // Whatever is fetched from now on fails: the work cannot be done before the kill.
            github.always(new FakeGitHub.Answer(500, Map.of(), ""));
            pushed = push("class Cart { int items; }\n", first);
            assertThat(deliver(killed, "1", pushed)).isEqualTo(202);
            assertThat(deliver(killed, "1", pushed)).as("delivered again").isEqualTo(202);
            killed.rootops().kill();
        }
        github.always(null);

        try (GitHubRun run = start()) {
            run.rootops().await("the push to be read", () -> run.knows(pushed));
            run.rootops().await("the delivery to be done", () -> state(run, "done") == 1);
            assertThat(deliver(run, "1", pushed)).as("and once more").isEqualTo(202);
            assertThat(state(run, null)).isEqualTo(1);
        }
    }

    @Test
    void whatIsSetAsideIsReplayedByItsButtonAndOnlyFromOwnPages() throws Exception {
        try (GitHubRun run = start()) {
            send(run, SignedDelivery.of("1", "push", "no json", SECRET));
            run.rootops().await("it to be set aside", () -> state(run, "dead") == 1);
            JsonNode dead = deliveries(run, "dead").path("items").path(0);
            assertThat(dead.path("problem").asText()).startsWith("not the JSON of an event");
            assertThat(check(run).path("state").asText()).isEqualTo("warn");
            String id = dead.path("id").asText();
            String origin = run.rootops().address().toString();

            assertThat(run.rootops()
                            .post("/dashboard/deliveries/replay", "id=" + id, "Origin", "https://evil.example")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(run.rootops()
                            .post("/api/dashboard/deliveries/" + id + "/replay", "", "Origin", "https://evil.example")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(run.rootops()
                            .post("/dashboard/deliveries/replay", "id=" + id, "Origin", origin)
                            .statusCode())
                    .isEqualTo(303);
            run.rootops().await("it to be set aside again", () -> state(run, "dead") == 1);
            HttpResponse<String> replayed =
                    run.rootops().post("/api/dashboard/deliveries/" + id + "/replay", "", "Origin", origin);
            assertThat(replayed.statusCode()).isEqualTo(200);
            assertThat(run.rootops()
                            .post("/api/dashboard/deliveries/99/replay", "", "Origin", origin)
                            .body())
                    .contains("unknown-delivery");

            run.rootops().await("it to be set aside once more", () -> state(run, "dead") == 1);
            assertThat(run.rootops()
                            .post("/dashboard/deliveries/dismiss", "id=" + id, "Origin", "https://evil.example")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(run.rootops()
                            .post("/api/dashboard/deliveries/" + id + "/dismiss", "", "Origin", origin)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(state(run, "dead")).isZero();
            JsonNode dismissed = deliveries(run, "done").path("items").path(0);
            assertThat(dismissed.path("problem").asText()).startsWith("not the JSON of an event");
            assertThat(dismissed.path("dismissed_by").asText()).isEqualTo("somebody on this machine");
            assertThat(run.rootops().get("/dashboard/deliveries").body()).contains("Dismissed");
            assertThat(run.rootops().log()).contains("Delivery " + id + " is dismissed by somebody on this machine");
            assertThat(run.rootops()
                            .post("/dashboard/deliveries/dismiss", "id=" + id, "Origin", origin)
                            .body())
                    .contains("that is set aside. Expected the id");
            assertThat(run.rootops()
                            .post("/dashboard/deliveries/replay", "id=" + id, "Origin", origin)
                            .statusCode())
                    .isEqualTo(303);
        }
    }

    @Test
    void aRepositoryThatIsRenamedBetweenPushesKeepsItsHistory() throws Exception {
        try (GitHubRun run = start()) {
            run.await("acme/shop", "ready");
            deliver(run, "1", first);
            run.rootops().await("the number to be learned", () -> state(run, "done") == 1);
            Files.createSymbolicLink(github.add("acme/store", false), directory.resolve("served/acme/shop.git"));
            send(
                    run,
                    SignedDelivery.of(
                            "2",
                            "repository",
                            "{\"action\":\"renamed\",\"repository\":{\"id\":" + SHOP
                                    + ",\"full_name\":\"acme/store\",\"updated_at\":\"2026-01-01T00:00:00Z\"}}",
                            SECRET));
            run.rootops().await("the rename", () -> state(run, "done") == 2);
            String pushed = push("class Cart { long id; }\n", first);
            send(run, SignedDelivery.push("3", SHOP, "acme/store", pushed, SECRET));

            run.rootops().await("the push to be read", () -> run.knows(pushed));
            assertThat(run.commit(pushed).path("repository").asText()).isEqualTo("acme/store");
            assertThat(run.commit(first).path("repository").asText()).isEqualTo("acme/store");
        }
    }

    private String push(String text, String parent) {
        return shop.commit(parent).file("Cart.java", text).on("main");
    }

    private int deliver(GitHubRun run, String guid, String sha) throws IOException, InterruptedException {
        return send(run, SignedDelivery.push(guid, SHOP, "acme/shop", sha, SECRET));
    }

    private int send(GitHubRun run, SignedDelivery delivery) throws IOException, InterruptedException {
        return http.send(delivery.request(run.rootops().address()).build(), HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private static int state(GitHubRun run, @Nullable String state) {
        return deliveries(run, state).path("items").size();
    }

    private static JsonNode deliveries(GitHubRun run, @Nullable String state) {
        try {
            return run.rootops().json("/api/dashboard/deliveries" + (state == null ? "" : "?state=" + state));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(run.rootops().log(), e);
        }
    }

    private static String metrics(GitHubRun run) {
        try {
            return run.rootops().get("/metrics").body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(run.rootops().log(), e);
        }
    }

    private static JsonNode check(GitHubRun run) throws Exception {
        for (JsonNode it : run.rootops().json("/api/dashboard/overview").path("backends")) {
            if (it.path("subject").asText().equals("webhooks")) {
                return it;
            }
        }
        throw new AssertionError("webhooks are not among the checks");
    }

    private GitHubRun start() throws IOException {
        Map<String, String> settings = new HashMap<>(
                Map.of("GITHUB_REPO", "acme/shop", "GITHUB_WEBHOOK_SECRET", SECRET, "ENABLE_AUTO_POLLING", "false"));
        return GitHubRun.start(directory.resolve("home"), github, settings);
    }
}
