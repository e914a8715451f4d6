package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.app.github.FakeGitHub;
import io.rootops.app.webhook.SignedDelivery;
import io.rootops.core.testing.GitFixture;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A replica of the next release, which has one migration more, is started while this release runs on the database; with
 * {@code -Dold.jar} while that one runs, which an earlier checkout has built.
 */
class TwoReleasesIT {
    private static final String SECRET = "hush-hush-secret";
    private static final Path OLD = Path.of(System.getProperty("old.jar", RootOpsProcess.JAR.toString()));

    /** Expands what every delivery and every reading writes. */
    private static final String MIGRATION = """
            alter table webhook_inbox add priority integer not null default 0;
            create table team (repository_id integer references repository on delete cascade, name text);
            alter table commit_memory add language text;
            """;

    private static final String BLOCKED = "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
            + " and query like 'alter table commit_memory%'";

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init") // by the one test, as what it needs is closed by it
    private CrashingPostgres postgres;

    @SuppressWarnings("NullAway.Init")
    private FakeGitHub github;

    @Test
    void theOldOneWorksOnWhileTheTablesChangeAndBesideTheNewOneAfterwards() throws Exception {
        Path files = directory.resolve("next");
        Path migrations = Files.createDirectories(files.resolve("db/migration"));
        Files.writeString(migrations.resolve("V9999__next_release.sql"), MIGRATION);
        try (CrashingPostgres database = CrashingPostgres.start(directory.resolve("database"));
                FakeGitHub served = new FakeGitHub(directory.resolve("served"));
                GitFixture shop = GitFixture.bare(served.add("acme/shop", false))) {
            postgres = database;
            github = served;
            String first = shop.commit().file("Cart.java", "class Cart {}\n").on("main");
            try (RootOpsProcess before = RootOpsProcess.startJar(OLD, home("old"), settings(), "serve")) {
                before.awaitRead();

                CompletableFuture<Integer> meanwhile;
                RootOpsProcess after;
                try (Connection held = postgres.hold("lock table commit_memory in access share mode")) {
                    after = RootOpsProcess.startWith(files, home("new"), settings(), "serve");
                    before.await("the migration to be under way", () -> postgres.number(BLOCKED) == 1);
                    assertThat(before.get("/livez").statusCode()).isEqualTo(200);
                    meanwhile = deliver(before, "meanwhile", first);
                    assertThat(held.isClosed()).isFalse();
                }
                try (after) {
                    assertThat(meanwhile.join())
                            .as("it waits for the tables, and is stored then")
                            .isEqualTo(202);
                    after.address();
                    assertThat(postgres.number("select count(*) from team")).isZero();

                    String[] last = {first};
                    for (RootOpsProcess one : new RootOpsProcess[] {before, after, before}) {
                        String pushed = shop.commit(last[0])
                                .file("Cart.java", "class Cart {}\n// after " + last[0] + "\n")
                                .on("main");
                        assertThat(deliver(one, pushed, pushed).join()).isEqualTo(202);
                        one.await(
                                "the push to be read",
                                () -> postgres.texts("select encode(sha, 'hex') from commit_memory")
                                        .contains(pushed));
                        last[0] = pushed;
                    }
                    assertThatItServes(before);
                    assertThatItServes(after);
                    before.await(
                            "all deliveries to be done",
                            () -> postgres.number("select count(*) from webhook_inbox where state = 'done'") == 4);
                }
                assertThat(before.log()).doesNotContain(" ERROR ");
            }

            RootOpsProcess again = RootOpsProcess.startJar(OLD, home("again"), settings(), "serve");
            assertThat(again.exitCode()).isNotZero();
            assertThat(again.log()).contains("was written by a newer RootOps: start that release");
        }
    }

    private static void assertThatItServes(RootOpsProcess rootops) throws Exception {
        assertThat(rootops.get("/readyz").statusCode()).isEqualTo(200);
        assertThat(rootops.get("/dashboard").statusCode()).isEqualTo(200);
        assertThat(rootops.get("/dashboard/deliveries").body()).contains("read acme/shop");
    }

    private Path home(String name) throws Exception {
        return Files.createDirectories(directory.resolve(name).resolve("home"));
    }

    private Map<String, String> settings() {
        return Map.of(
                "DATABASE_URL",
                postgres.url(),
                "GITHUB_URL",
                github.address().web().toString(),
                "GITHUB_API_URL",
                github.address().api().toString(),
                "GITHUB_REPO",
                "acme/shop",
                "GITHUB_WEBHOOK_SECRET",
                SECRET,
                "ENABLE_AUTO_POLLING",
                "false");
    }

    private static CompletableFuture<Integer> deliver(RootOpsProcess rootops, String guid, String sha)
            throws Exception {
        return HttpClient.newHttpClient()
                .sendAsync(
                        SignedDelivery.push(guid, 1, "acme/shop", sha, SECRET)
                                .request(rootops.address())
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .thenApply(HttpResponse::statusCode);
    }
}
