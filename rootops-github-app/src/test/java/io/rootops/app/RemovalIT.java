package io.rootops.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.app.github.FakeGitHub;
import io.rootops.app.webhook.SignedDelivery;
import io.rootops.core.testing.GitFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rootops remove} beside a running server that reads those repositories just then. */
class RemovalIT {
    private static final String SECRET = "hush-hush-secret";
    private static final String LOCK = "select pg_advisory_xact_lock(id) from repository";
    private static final String WAITING =
            "select count(*) from pg_stat_activity where wait_event = 'advisory' and application_name = ";
    private static final String BUSY =
            "select count(*) from scheduled_tasks where picked" + " or execution_time < now() + interval '1 hour'";

    /** Tasks of repositories that are not there. */
    private static final String ORPHANED =
            "select count(*) from scheduled_tasks where task_instance not in" + " (select id::text from repository)";

    @TempDir
    private Path directory;

    @Test
    void whatIsRemovedGoesAndDoesNotComeBackBeforeItIsFollowedAnew() throws Exception {
        Path home = Files.createDirectories(directory.resolve("server/home"));
        Path local = directory.resolve("till.git");
        try (CrashingPostgres postgres = CrashingPostgres.start(directory.resolve("database"));
                FakeGitHub github = new FakeGitHub(directory.resolve("served"));
                GitFixture shop = GitFixture.bare(github.add("acme/shop", false));
                GitFixture till = GitFixture.bare(local)) {
            String first = shop.commit().file("Cart.java", "class Cart {}\n").on("main");
            till.commit().file("Till.java", "class Till {}\n").on("main");
            Map<String, String> database = Map.of("DATABASE_URL", postgres.url());
            Map<String, String> settings = new HashMap<>(database);
            settings.putAll(Map.of(
                    "GITHUB_URL",
                    github.address().web().toString(),
                    "GITHUB_API_URL",
                    github.address().api().toString(),
                    "GITHUB_REPO",
                    "acme/shop",
                    "GITHUB_WEBHOOK_SECRET",
                    SECRET,
                    // What is read is read since something was pushed, and at no other time.
                    "ENABLE_AUTO_POLLING",
                    "false"));
            try (RootOpsProcess server = RootOpsProcess.start(home, settings, "serve", "--repo", local.toString())) {
                server.address();
                server.await("both to be read", () -> ready(postgres) == 2 && postgres.number(BUSY) == 0);

                RootOpsProcess removal;
                String pushed;
                try (Connection held = postgres.hold(LOCK)) {
                    removal = RootOpsProcess.start(
                            home,
                            Map.of("DATABASE_URL", postgres.url() + "?application_name=removal"),
                            "remove",
                            "--force",
                            "acme/shop");
                    server.await("the removal to wait", () -> postgres.number(WAITING + "'removal'") == 1);
                    pushed = shop.commit(first)
                            .file("Cart.java", "class Cart { int items; }\n")
                            .on("main");
                    assertThat(deliver(server, "while", pushed)).isEqualTo(202);
                    server.await("the reading to wait behind it", () -> postgres.number(WAITING + "'rootops'") >= 1);
                    assertThat(held.isClosed()).isFalse();
                }
                assertThat(removal.exitCode()).as(removal.log()).isZero();
                assertThat(removal.log()).contains("acme/shop is removed, with 1 commits");
                server.await("the reading to end", () -> postgres.number(ORPHANED) == 0);

                assertThat(server.log()).contains("acme/shop was removed while it was read");
                server.await("its clone to go", () -> clones(home) == 0);
                assertThat(deliver(server, "after", pushed)).isEqualTo(202);
                server.await(
                        "that to be done without effect",
                        () -> postgres.number("select count(*) from webhook_inbox where state = 'done'"
                                        + " and delivery_guid = 'after'")
                                == 1);
                assertThat(postgres.texts("select name from repository")).containsExactly("local/till");

                RootOpsProcess other = RootOpsProcess.start(home, database, "remove", "local/till");
                assertThat(other.exitCode()).as(other.log()).isZero();
                server.await(
                        "all tasks to end",
                        () -> postgres.number("select (select count(*) from scheduled_tasks)"
                                        + " + (select count(*) from poll_tasks)")
                                == 0);
                for (String table : tables(postgres)) {
                    assertThat(postgres.number("select count(*) from " + table))
                            .as(table)
                            .isZero();
                }
                assertThat(server.log()).doesNotContain(" ERROR ");
                assertThat(server.get("/readyz").statusCode()).isEqualTo(200);
            }

            // Whoever names them again begins anew.
            try (RootOpsProcess server = RootOpsProcess.start(home, settings, "serve", "--repo", local.toString())) {
                server.address();
                server.await("both to be read anew", () -> ready(postgres) == 2);
                assertThat(postgres.number("select count(*) from commit_memory"))
                        .isEqualTo(3);
            }
        }
    }

    private static long ready(CrashingPostgres postgres) {
        return postgres.number("select count(*) from repository where heads_read_at is not null and state = 'ready'");
    }

    private static List<String> tables(CrashingPostgres postgres) {
        return postgres.texts("select table_name from information_schema.columns where table_schema = 'public'"
                + " and column_name = 'repository_id'");
    }

    private static long clones(Path home) {
        try (Stream<Path> walk = Files.walk(home)) {
            return walk.filter(it -> it.getFileName().toString().matches(".*\\.git(\\.unfinished)?"))
                    .count();
        } catch (IOException | UncheckedIOException e) {
            // It is being taken away.
            return -1;
        }
    }

    private static int deliver(RootOpsProcess server, String guid, String sha) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        SignedDelivery.push(guid, 1, "acme/shop", sha, SECRET)
                                .request(server.address())
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
