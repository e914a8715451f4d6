package io.rootops.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository.Kind;
import io.rootops.core.pattern.Count;
import io.rootops.core.pattern.FileChanges;
import io.rootops.core.pattern.Hotspot;
import io.rootops.core.pattern.Hotspots;
import io.rootops.core.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Six commits on a branch, one beside it, and one that was merged later. */
class HotspotMemoryTest {
    private static final Instant NOW = Instant.parse("2026-03-14T12:00:00Z");
    private static final Duration QUARTER = Duration.ofDays(90);

    private static TestDatabase db;
    private static RepositoryId shop;

    @BeforeAll
    static void store() {
        db = TestDatabase.create();
        shop = new RepositoryMemory(db.dsl())
                .track("acme/shop", "/srv/shop", Kind.LOCAL, null)
                .id();
        db.execute("insert into author (repository_id, id, email, name) values (" + shop.value()
                + ", 1, 'ana@shop.example', 'Ana')");
        db.execute("insert into path (repository_id, id, path) values (1, 1, 'src/A.java'), (1, 2, 'src/B.java'),"
                + " (1, 3, 'src/Moved.java'), (1, 4, 'docs/a.md')");
        commit(1, 1, 400, null);
        commit(2, 2, 300, null);
        commit(3, 3, 200, null);
        commit(4, 4, 50, 90.0);
        commit(5, 5, 20, 70.0);
        commit(6, 6, 10, null);
        commit(7, null, 5, 99.0);
        commit(8, 7, 5, null);
        // A is changed thrice and moved, B is deleted, the document was there long ago only.
        changed(1, 1, 1, 'A', 100, 0);
        changed(2, 1, 1, 'M', 3, 3);
        changed(2, 2, 2, 'A', 50, 0);
        changed(3, 4, 4, 'A', 7, 0);
        changed(4, 1, 1, 'M', 10, 5);
        changed(5, 3, 1, 'R', 1, 1);
        changed(5, 2, 2, 'M', 1, 0);
        changed(6, 2, 2, 'D', 0, 51);
        changed(7, 4, 4, 'M', 9, 9);
        // A branch that was merged last knew neither.
        changed(8, 1, 1, 'M', 1, 1);
        changed(8, 2, 2, 'M', 1, 1);
        db.execute("update commit_memory set rankable = false where id = 7");
        outcome(2, "revert", true, false);
        outcome(3, "szz", false, true);
        outcome(4, "trailer", true, false);
    }

    @AfterAll
    static void close() {
        db.close();
    }

    private static void commit(int id, @Nullable Integer position, int daysAgo, @Nullable Double percentile) {
        db.execute("insert into commit_memory (repository_id, id, sha, position, parents, author_id, authored_at,"
                + " committed_at, subject, files, lines_added, lines_deleted, rankable, model_version, percentile, level)"
                + " values (" + shop.value() + ", " + id + ", '\\x" + sha(id) + "', " + position + ", '{}', 1, now(), '"
                + NOW.minus(Duration.ofDays(daysAgo)) + "', 'Change', 1, 1, 1, true, "
                + (percentile == null ? "null, null, null" : "1, " + percentile + ", 'medium'") + ")");
    }

    private static void changed(int commit, int path, int file, char status, int added, int deleted) {
        db.execute(
                "insert into file_change (repository_id, commit_id, path_id, file_id, status, is_binary, lines_added,"
                        + " lines_deleted) values (" + shop.value() + ", " + commit + ", " + path + ", " + file + ", '"
                        + status
                        + "', false, " + added + ", " + deleted + ")");
    }

    private static void outcome(int commit, String source, boolean strong, boolean weak) {
        db.execute("insert into outcome (repository_id, sha, source, evidence, strong, known_at, lines, weak) values ("
                + shop.value() + ", '\\x" + sha(commit) + "', '" + source + "', '" + "f".repeat(40) + "', " + strong
                + ", '" + NOW.minus(Duration.ofDays(1)) + "', 0, " + weak + ")");
    }

    private static String sha(int commit) {
        return String.format("%040x", commit);
    }

    private static List<FileChanges> since(Duration span) {
        return hotspots(shop, NOW.minus(span), Optional.empty()).files().stream()
                .map(Hotspot::changes)
                .toList();
    }

    private static Hotspots hotspots(RepositoryId repository, Instant from, Optional<Set<String>> head) {
        return new HotspotMemory(db.dsl())
                .since(repository, from, NOW, head, Duration.ofMinutes(1))
                .orElseThrow();
    }

    @Test
    void aFileIsCountedThroughItsRenameAndJudgedByAllItsPast() {
        assertThat(since(QUARTER))
                .as("what was deleted is not there, what was not changed is no hotspot")
                .containsExactly(new FileChanges(
                        "src/Moved.java", 3, 19, 1, 80.0, NOW.minus(Duration.ofDays(5)), new Count(2, 1)));
    }

    @Test
    void theBaseLeavesOutTheYoungAndTheUndecided() {
        Hotspots all = hotspots(shop, Instant.EPOCH, Optional.empty());

        assertThat(all.base()).isEqualTo(new Count(2, 1));
        assertThat(all.files())
                .extracting(it -> it.changes().path() + " " + it.changes().commits())
                .containsExactly("src/Moved.java 5", "docs/a.md 1");
    }

    @Test
    void anUnknownRepositoryHasNone() {
        assertThat(hotspots(new RepositoryId(99), Instant.EPOCH, Optional.empty()))
                .isEqualTo(new Hotspots(Count.NONE, List.of()));
    }

    @Test
    void onlyWhatIsInTheHeadIsThereAndOneFileStandsAtAPath() {
        assertThat(hotspots(shop, NOW.minus(QUARTER), Optional.of(Set.of("docs/a.md")))
                        .files())
                .isEmpty();
        assertThat(hotspots(shop, NOW.minus(QUARTER), Optional.of(Set.of("src/B.java", "src/Moved.java")))
                        .files())
                .extracting(it -> it.changes().path())
                .as("a merge may keep what a branch deleted")
                .containsExactlyInAnyOrder("src/B.java", "src/Moved.java");
    }

    @Test
    void whatIsNotCountedInTimeIsNotTold() {
        db.dsl().transaction(tx -> {
            tx.dsl().execute("lock table file_change in access exclusive mode");
            assertThat(new HotspotMemory(db.dsl())
                            .since(shop, Instant.EPOCH, NOW, Optional.empty(), Duration.ofMillis(50)))
                    .isEmpty();
        });
    }
}
