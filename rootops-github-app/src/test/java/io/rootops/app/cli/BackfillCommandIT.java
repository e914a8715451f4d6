package io.rootops.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.memory.postgres.EmbeddedPostgres;
import io.rootops.core.testing.GitFixture;
import io.rootops.core.testing.TestDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackfillCommandIT {
    @TempDir
    Path directory;

    @Test
    void readsAHistoryOnceAndSaysHowMuch() {
        Path repository = directory.resolve("shop");
        try (GitFixture git = GitFixture.bare(repository);
                TestDatabase database = TestDatabase.create()) {
            String first = git.commit().file("a", "1\n").on("main");
            Map<String, String> settings = settings(database);

            Run run = Run.with(settings, "backfill", "--repo", repository.toString());
            git.commit(first).file("a", "1\n2\n").on("main");
            Run again = Run.with(settings, "backfill", "--repo", repository.toString());

            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).isEqualTo("local/shop: 1 commits, 1 with a score\n");
            assertThat(again.exitCode()).isZero();
            assertThat(again.out()).isEqualTo("local/shop: 2 commits, 2 with a score\n");
            // A reading of more than a second says how far it is.
            assertThat(List.of(run.err(), again.err())).allMatch(it -> it.matches("(Reading 1 of 1 commits\n)?"));
        }
    }

    @Test
    void saysWhatCannotBeRead() {
        try (TestDatabase database = TestDatabase.create()) {
            Map<String, String> settings = settings(database);

            Run none = Run.with(settings, "backfill");
            Run local = Run.with(
                    settings, "backfill", "--repo", directory.resolve("none").toString());
            Run remote = Run.with(settings, "backfill", "--repo", "acme/shop");

            assertThat(none.exitCode()).isEqualTo(2);
            assertThat(none.err()).contains("no repository to read; name one with --repo");
            assertThat(local.exitCode()).isEqualTo(3);
            assertThat(remote.exitCode()).isEqualTo(4);
            assertThat(remote.err()).startsWith("rootops: acme/shop: 127.0.0.1:1 cannot be reached");
        }
    }

    @Test
    void leavesADataDirectoryAloneThatARunningRootOpsHolds() {
        Path repository = directory.resolve("shop");
        GitFixture.bare(repository).close();
        Path home = directory.resolve("home");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
            Run run = Run.with(Map.of("ROOTOPS_HOME", home.toString()), "backfill", "--repo", repository.toString());

            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.err())
                    .contains("is in use by another RootOps (process ")
                    .hasLineCount(1);
            assertThat(server.version()).isNotEmpty();
        }
    }

    private Map<String, String> settings(TestDatabase database) {
        String password = URLEncoder.encode(database.password(), StandardCharsets.UTF_8);
        return Map.of(
                "ROOTOPS_HOME", directory.resolve("home").toString(),
                "GITHUB_URL", "http://127.0.0.1:1",
                "DATABASE_URL",
                        database.jdbcUrl()
                                .replace("jdbc:postgresql://", "postgres://" + database.user() + ":" + password + "@"));
    }
}
