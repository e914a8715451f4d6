package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.app.github.AppSide;
import io.rootops.app.github.FakeDeliveryLog;
import io.rootops.app.github.FakeGitHub;
import io.rootops.app.webhook.SignedDelivery;
import io.rootops.core.settings.Secret;
import io.rootops.core.testing.GitFixture;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What GitHub delivered while RootOps was down has its effect when it is up again, without polling. */
class CatchUpIT {
    private static final String SECRET = "hush-hush-secret";
    private static final long SHOP = 4_200_000_000L;
    private static final int MISSED = 130;

    @TempDir
    private Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private final FakeDeliveryLog log = new FakeDeliveryLog();

    @Test
    void whatIsDeliveredDuringAnOutageIsFetchedFromTheLog() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        try (FakeGitHub github = new FakeGitHub(directory.resolve("served"));
                AppSide app = new AppSide("77", keys.getPublic());
                GitFixture shop = GitFixture.bare(github.add("org1/shop", false))) {
            app.deliveryLog = log;
            github.app(app);
            github.accept(new Secret("ghs_1"));
            String first = shop.commit().file("Cart.java", "class Cart {}\n").on("main");
            Map<String, String> settings = Map.of(
                    "GITHUB_REPO", "org1/shop",
                    "GITHUB_WEBHOOK_SECRET", SECRET,
                    "GITHUB_APP_ID", "77",
                    "GITHUB_APP_PRIVATE_KEY", pem(keys),
                    "ENABLE_AUTO_POLLING", "false");

            try (GitHubRun run = GitHubRun.start(directory.resolve("home"), github, settings)) {
                run.await("org1/shop", "ready");
                run.rootops().await("the log to be read", () -> readAt(run) != null);
                assertThat(deliver(run, "arrived", first)).isEqualTo(202);
                run.rootops().await("the delivery to be done", () -> items(run) == 1);
                run.rootops().kill();
            }

            String pushed = shop.commit(first)
                    .file("Cart.java", "class Cart { int items; }\n")
                    .on("main");
            for (int i = 0; i < MISSED; i++) {
                SignedDelivery missed = SignedDelivery.push("missed-" + i, SHOP, "org1/shop", pushed, SECRET);
                log.add(missed.guid(), "push", text(missed), Instant.now(), i % 2 == 0 ? 0 : 502);
            }
            app.requests().clear();
            github.accept(new Secret("ghs_2"));

            try (GitHubRun run = GitHubRun.start(directory.resolve("home"), github, settings)) {
                run.rootops()
                        .await(
                                "all to be done",
                                () -> items(run) == MISSED + 1
                                        && json(run).path("waiting").asInt() == 0);

                Set<String> guids = new HashSet<>();
                json(run).path("items").forEach(it -> {
                    guids.add(it.path("guid").asText());
                    assertThat(it.path("door").asText())
                            .isEqualTo(it.path("guid").asText().equals("arrived") ? "webhook" : "delivery_log");
                    assertThat(it.path("state").asText()).isEqualTo("done");
                });
                assertThat(guids).hasSize(MISSED + 1);
                run.rootops().await("the push to be read", () -> run.knows(pushed));
                run.rootops()
                        .await(
                                "the log to be read to its end",
                                () -> json(run).at("/delivery_log/fetched").asInt() == MISSED);
                assertThat(app.requests().stream().filter(it -> it.matches("GET .*/hook/deliveries/\\d+")))
                        .hasSize(MISSED);
                assertThat(run.rootops().get("/dashboard/deliveries").body())
                        .contains(MISSED + " deliveries that had not arrived came from there")
                        .contains("did not arrive; fetched from GitHub's log");
                assertThat(run.rootops().log()).doesNotContain("PRIVATE KEY").doesNotContain("ghs_");
            }
        }
    }

    @Test
    void afterAnHourWithoutGitHubTheLogAndPollingFindEverything() throws Exception {
        AppSettings keys = AppSettings.create();
        try (CrashingPostgres postgres = CrashingPostgres.start(directory.resolve("database"));
                FakeGitHub github = new FakeGitHub(directory.resolve("served"));
                AppSide app = new AppSide("77", keys.keys().getPublic());
                GitFixture shop = GitFixture.bare(github.add("org1/shop", false));
                GitFixture store = GitFixture.bare(github.add("org1/store", false))) {
            app.deliveryLog = log;
            github.app(app);
            github.accept(new Secret("ghs_1"));
            String shopFirst =
                    shop.commit().file("Cart.java", "class Cart {}\n").on("main");
            String storeFirst =
                    store.commit().file("Shelf.java", "class Shelf {}\n").on("main");
            SignedDelivery before = SignedDelivery.push("before", SHOP, "org1/shop", shopFirst, SECRET);
            log.add(before.guid(), "push", text(before), Instant.now(), 202);
            Map<String, String> settings = Map.of(
                    "GITHUB_REPO",
                    "org1/shop,org1/store",
                    "GITHUB_WEBHOOK_SECRET",
                    SECRET,
                    "GITHUB_APP_ID",
                    "77",
                    "GITHUB_APP_PRIVATE_KEY",
                    pem(keys.keys()),
                    "DATABASE_URL",
                    postgres.url());
            try (GitHubRun run = GitHubRun.start(directory.resolve("home"), github, settings)) {
                run.await("org1/shop", "ready");
                run.await("org1/store", "ready");
                run.rootops().await("the log to be read", () -> readAt(run) != null);

                github.always(new FakeGitHub.Answer(503, Map.of(), ""));
                run.await("org1/store", "failed");
                // As if the log had been read last an hour ago, and could not be since.
                postgres.execute("update delivery_log set read_until = read_until - interval '1 hour',"
                        + " read_at = read_at - interval '1 hour', failures = 9, due_at = now()");
                run.rootops()
                        .await(
                                "that to be said",
                                () -> postgres.number("select count(*) from delivery_log where problem is not null")
                                        == 1);
                String told = shop.commit(shopFirst)
                        .file("Cart.java", "class Cart { int items; }\n")
                        .on("main");
                String branch = shop.commit(shopFirst)
                        .file("Cart.java", "class Cart { int more; }\n")
                        .on("idea");
                String untold = store.commit(storeFirst)
                        .file("Shelf.java", "class Shelf { int boards; }\n")
                        .on("main");
                for (int i = 0; i < MISSED; i++) {
                    SignedDelivery missed = SignedDelivery.push("missed-" + i, SHOP, "org1/shop", told, SECRET);
                    Instant at = Instant.now().minusSeconds(3_500 - i * 26L);
                    log.add(missed.guid(), "push", text(missed), at, i % 2 == 0 ? 0 : 502);
                }
                assertThat(postgres.number(
                                "select count(*) from delivery_log" + " where due_at <= now() + interval '5 minutes'"))
                        .as("no failure is long waited for")
                        .isEqualTo(1);
                postgres.execute("update delivery_log set due_at = now()");
                github.always(null);

                run.rootops()
                        .await(
                                "what was delivered to be fetched and done",
                                () -> postgres.number("select count(*) from webhook_inbox where state = 'done'"
                                                + " and delivery_guid like 'missed-%'")
                                        == MISSED);
                run.rootops().await("the push to be read", () -> run.knows(told));
                run.rootops().await("what nobody told of to be polled", () -> run.knows(untold) && run.knows(branch));
            }
        }
    }

    /** Delivers it as GitHub does, and remembers it. */
    private int deliver(GitHubRun run, String guid, String sha) throws Exception {
        URI server = run.rootops().address();
        SignedDelivery delivery = SignedDelivery.push(guid, SHOP, "org1/shop", sha, SECRET);
        int status = http.send(delivery.request(server).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
        log.add(guid, "push", text(delivery), Instant.now(), status);
        return status;
    }

    private static String text(SignedDelivery delivery) {
        return new String(delivery.body(), StandardCharsets.UTF_8);
    }

    private static String pem(KeyPair keys) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private static JsonNode json(GitHubRun run) {
        return run.json("/api/dashboard/deliveries?limit=200");
    }

    private static int items(GitHubRun run) {
        return json(run).path("items").size();
    }

    private static @Nullable String readAt(GitHubRun run) {
        return json(run).at("/delivery_log/read_at").textValue();
    }
}
