package io.rootops.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.memory.CommitFilter;
import io.rootops.core.memory.CommitMemory;
import io.rootops.core.memory.CommitSummary;
import io.rootops.core.memory.Database;
import io.rootops.core.memory.postgres.EmbeddedPostgres;
import io.rootops.core.testing.GitFixture;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rootops analyze} on a data directory of its own, and on one that a server holds. */
class AnalyzeCommandIT {
    @TempDir
    Path directory;

    @Test
    void scoresWhatWaits() {
        try (GitFixture git = GitFixture.bare(shop())) {
            String first = git.commit().file("a", "1\n").on("main");
            String second = git.commit(first).file("b", "1\n2\n").on("main");
            String third = git.commit(second).file("c", "1\n2\n3\n").on("main");

            Run read = waiting("backfill");
            // What was pushed after that is read first.
            String fourth = git.commit(third).file("d", "1\n").on("main");
            Run one = waiting("analyze", second.substring(0, 9));
            Run range = waiting("analyze", first + ".." + third);
            Run all = waiting("analyze", "main");
            Run again = waiting("analyze", fourth);

            assertThat(read.out()).isEqualTo("local/shop: 3 commits, 0 with a score\n");
            assertThat(one).isEqualTo(new Run(0, "local/shop: 1 of 1 commits analysed now\n", ""));
            assertThat(range.out()).isEqualTo("local/shop: 1 of 2 commits analysed now\n");
            assertThat(all.out()).isEqualTo("local/shop: 2 of 4 commits analysed now\n");
            assertThat(again.out()).isEqualTo("local/shop: 0 of 1 commits analysed now\n");
            try (EmbeddedPostgres server = EmbeddedPostgres.start(home());
                    Database database = Database.embedded(server)) {
                assertThat(commits(database)).hasSize(4).allMatch(it -> it.analyzed() && it.risk() != null);
            }
        }
    }

    @Test
    void worksBesideAServerThatHoldsTheDataDirectory() {
        try (GitFixture git = GitFixture.bare(shop());
                EmbeddedPostgres server = EmbeddedPostgres.start(home());
                Database database = Database.embedded(server)) {
            String first = git.commit().file("a", "1\n").on("main");
            git.commit(first).file("b", "1\n2\n").on("main");

            Run run = waiting("analyze", first);

            assertThat(run).isEqualTo(new Run(0, "local/shop: 1 of 1 commits analysed now\n", ""));
            assertThat(commits(database)).extracting(it -> it.risk() != null).containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    void namesWhatIsNoCommit() {
        try (GitFixture git = GitFixture.bare(shop())) {
            git.commit().file("a", "1\n").on("main");

            Run unknown = waiting("analyze", "9".repeat(40));
            Run nowhere = Run.with(
                    settings(),
                    "analyze",
                    "main",
                    "--repo",
                    directory.resolve("none").toString());

            assertThat(unknown.exitCode()).isEqualTo(2);
            assertThat(unknown.err()).contains("9".repeat(40)).hasLineCount(1);
            assertThat(nowhere.exitCode()).isEqualTo(3);
            assertThat(nowhere.err()).contains("none").hasLineCount(1);
        }
    }

    private static List<CommitSummary> commits(Database database) {
        return new CommitMemory(database.dsl())
                .list(CommitFilter.ALL, 200, null)
                .items();
    }

    private Path shop() {
        return directory.resolve("shop");
    }

    private Path home() {
        return directory.resolve("home");
    }

    private Map<String, String> settings() {
        return Map.of("ROOTOPS_HOME", home().toString(), "AUTO_ANALYZE_NEW_COMMITS", "false");
    }

    private Run waiting(String command, String... revision) {
        String[] arguments = revision.length == 0
                ? new String[] {command, "-q", "--repo", shop().toString()}
                : new String[] {command, revision[0], "-q", "--repo", shop().toString()};
        return Run.with(settings(), arguments);
    }
}
