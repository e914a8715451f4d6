package io.rootops.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.rootops.core.change.LineRange;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.change.TrackedRepository.Kind;
import io.rootops.core.memory.OutcomeMemory;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.outcome.Labels.Label;
import io.rootops.core.outcome.Outcome;
import io.rootops.core.outcome.OutcomeSource;
import io.rootops.core.outcome.Strength;
import io.rootops.core.testing.FixtureCommit;
import io.rootops.core.testing.GitFixture;
import io.rootops.core.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commits tell of earlier ones is stored with them, whichever way they come. */
class OutcomeIngestTest {
    @TempDir
    private Path directory;

    private TestDatabase db;
    private GitFixture git;
    private OutcomeMemory outcomes;
    private TrackedRepository repository;

    @BeforeEach
    void open() {
        db = TestDatabase.create();
        git = GitFixture.bare(directory.resolve("shop.git"));
        outcomes = new OutcomeMemory(db.dsl());
        repository = new RepositoryMemory(db.dsl())
                .track("acme/shop", directory.resolve("shop.git").toString(), Kind.LOCAL, null);
    }

    @AfterEach
    void close() {
        git.close();
        db.close();
    }

    @Test
    void aPushThatRevertsLabelsItsTarget() {
        String bad =
                git.commit().file("a.txt", "1\n").message("Cache prices (#7)").on("main");
        read();
        assertThat(labels()).isEmpty();
        long before = revision();

        String revert = git.commit(bad)
                .delete("a.txt")
                .message("Revert \"Cache prices\" (#8)\n\nReverts acme/shop#7")
                .on("main");
        read();

        assertThat(labels())
                .containsOnlyKeys(bad)
                .hasEntrySatisfying(bad, it -> assertThat(it.evidence()).isEqualTo(revert));
        assertThat(outcomes.toldBy(repository.id(), revert))
                .extracting(Outcome::source)
                .containsExactly(OutcomeSource.REVERT);
        assertThat(revision()).isGreaterThan(before);
    }

    @Test
    void pushesOneByOneTellWhatOneReadingOfTheWholeTells() {
        String first = git.commit().file("a.txt", "1\n").message("Cache prices").on("main");
        read();
        String second = git.commit(first)
                .file("a.txt", "2\n")
                .message("mend\n\nFixes: " + first.substring(0, 12) + " (\"Cache prices\")")
                .on("main");
        read();
        String third = git.commit(second)
                .file("a.txt", "1\n")
                .message("Revert \"mend\"\n\nThis reverts commit " + second + ".")
                .on("main");
        read();
        git.commit(third).file("a.txt", "2\n").message("Reapply \"mend\"").on("main");
        read();
        List<String> piecemeal = rows();

        db.execute("delete from repository");
        repository = new RepositoryMemory(db.dsl())
                .track("acme/shop", directory.resolve("shop.git").toString(), Kind.LOCAL, null);
        read();

        assertThat(rows()).isEqualTo(piecemeal).hasSize(3);
        assertThat(labels()).containsOnlyKeys(first, third);
    }

    @Test
    void readingAgainAddsNothing() {
        String bad = git.commit().file("a.txt", "1\n").on("main");
        git.commit(bad).delete("a.txt").message("This reverts commit " + bad).on("main");
        read();
        List<String> before = rows();

        db.execute("update repository set miner_version = 1");
        read();

        assertThat(rows()).isEqualTo(before).hasSize(1);
    }

    @Test
    void whatLeavesTheBranchTellsNothingAnyMore() {
        String bad = git.commit().file("a.txt", "1\n").on("main");
        read();
        git.commit(bad).delete("a.txt").message("This reverts commit " + bad).on("main");
        read();
        assertThat(rows()).hasSize(1);

        git.branch("main", bad);
        git.commit(bad).file("b.txt", "1\n").on("main");
        read();

        assertThat(rows()).isEmpty();
    }

    @Test
    void aBranchTellsNothingBeforeItIsMerged() {
        String bad = git.commit().file("a.txt", "1\n").on("main");
        String revert = git.commit(bad)
                .delete("a.txt")
                .message("This reverts commit " + bad)
                .on("undo");
        read();
        assertThat(rows()).isEmpty();

        git.branch("main", revert);
        read();

        assertThat(labels()).containsOnlyKeys(bad);
    }

    @Test
    void aFixFromTheFutureIsKnownOfNow() {
        String bad = git.commit().file("a.txt", "1\n").on("main");
        git.commit(bad)
                .delete("a.txt")
                .at(Instant.parse("2190-01-01T00:00:00Z").getEpochSecond())
                .message("This reverts commit " + bad)
                .on("main");

        read();

        assertThat(labels().get(bad))
                .extracting(Label::knownAt)
                .satisfies(it -> assertThat(it).isBeforeOrEqualTo(Instant.now()));
    }

    @Test
    void aCherryPickSharesTheLabelOfItsOrigin() {
        String root = git.commit().file("a.txt", "1\n").on("main");
        String picked = git.commit(root)
                .file("b.txt", "1\n")
                .message("Cache prices\n\n(cherry picked from commit " + "9".repeat(40) + ")")
                .on("main");
        git.commit(picked)
                .file("b.txt", "2\n")
                .message("mend\n\nFixes: " + "9".repeat(40))
                .on("main");

        read();

        assertThat(labels()).containsOnlyKeys("9".repeat(40), picked);
    }

    @Test
    void aRebasedChangeSharesTheLabelToo() {
        String root = git.commit().file("a.txt", "1\n").on("main");
        String there = git.commit(root)
                .file("b.txt", "1\n")
                .times("1700000000 +0000", "1700000000 +0000")
                .message("Cache prices")
                .on("release");
        String moved = git.commit(root).file("c.txt", "1\n").write();
        String here = git.commit(moved)
                .file("b.txt", "1\n")
                .times("1700000000 +0000", "1700009999 +0000")
                .message("Cache prices")
                .write();
        git.commit(here)
                .file("b.txt", "2\n")
                .times("1700020000 +0000", "1700020000 +0000")
                .message("mend\n\nFixes: " + there)
                .on("main");

        read();

        assertThat(labels()).containsOnlyKeys(there, here);
        assertThat(outcomes.labels(repository.id(), List.of(there, here))).isEqualTo(labels());
    }

    @Test
    void soDoesOneThatWasCommittedToEachBranchByHand() {
        String root = git.commit().file("a.txt", "1\n").on("main");
        String there =
                git.commit(root).file("b.txt", "1\n").message("Cache prices").on("release");
        String between = git.commit(root).file("c.txt", "1\n").write();
        String here = git.commit(between)
                .file("b.txt", "1\n")
                .message("Cache prices (#7)")
                .write();
        git.commit(here).file("b.txt", "2\n").message("mend\n\nFixes: " + there).on("main");

        read();

        assertThat(labels()).containsOnlyKeys(there, here);
        assertThat(outcomes.labels(repository.id(), List.of(here))).containsOnlyKeys(here);
    }

    @Test
    void soDoesAPickWhoseConflictWasResolved() {
        String root = git.commit().file("a.txt", "1\n").on("main");
        String there = git.commit(root)
                .file("b.txt", "1\n")
                .times("1700000000 +0000", "1700000000 +0000")
                .message("Cache prices")
                .on("release");
        String here = git.commit(root)
                .file("b.txt", "1\n2\n")
                .file("c.txt", "3\n")
                .times("1700000000 +0000", "1700009999 +0000")
                .message("Cache prices")
                .write();
        git.commit(here)
                .file("b.txt", "2\n")
                .times("1700020000 +0000", "1700020000 +0000")
                .message("mend\n\nFixes: " + there)
                .on("main");

        read();

        assertThat(labels()).containsOnlyKeys(there, here);
        assertThat(outcomes.labels(repository.id(), List.of(here))).containsOnlyKeys(here);
    }

    @Test
    void aPickThatWasPickedOnSharesItToTheEnd() {
        String root = git.commit().file("a.txt", "1\n").on("main");
        String first =
                git.commit(root).file("b.txt", "1\n").message("Cache prices").write();
        git.commit(first)
                .file("b.txt", "2\n")
                .message("mend\n\nFixes: " + first)
                .on("main");
        String second = git.commit(root)
                .file("b.txt", "1\n2\n")
                .at(1_500_000_000)
                .message("Backport\n\n(cherry picked from commit " + first + ")")
                .on("release");
        String third = git.commit(root)
                .file("b.txt", "3\n")
                .at(1_500_000_060)
                .message("Again\n\n(cherry picked from commit " + second + ")")
                .on("old");

        read();

        assertThat(labels()).containsOnlyKeys(first, second, third);
        assertThat(outcomes.labels(repository.id(), List.of(third))).containsOnlyKeys(third);
    }

    @Test
    void aPatchThatComesBackOnOneBranchIsNoPick() {
        String root = git.commit().file("a.txt", "1\n").on("main");
        String first =
                git.commit(root).file("a.txt", "2\n").message("Bump version").write();
        String undone = git.commit(first).file("a.txt", "1\n").message("Back").write();
        String second =
                git.commit(undone).file("a.txt", "2\n").message("Bump version").write();
        git.commit(second)
                .file("b.txt", "2\n")
                .message("mend\n\nFixes: " + first)
                .on("main");

        read();

        assertThat(labels()).containsOnlyKeys(first);
        assertThat(outcomes.labels(repository.id(), List.of(first, second))).containsOnlyKeys(first);
    }

    @Test
    void aChangeThatIsPickedAgainAfterItsRevertIsNotBadForThat() {
        String root = git.commit().file("a.txt", "1\n").on("main");
        String first = git.commit(root)
                .file("b.txt", "1\n")
                .times("1700000000 +0000", "1700000000 +0000")
                .message("Cache prices")
                .write();
        String revert = git.commit(first)
                .delete("b.txt")
                .times("1700010000 +0000", "1700010000 +0000")
                .message("Revert \"Cache prices\"\n\nThis reverts commit " + first + ".")
                .write();
        String again = git.commit(revert)
                .file("b.txt", "1\n")
                .times("1700000000 +0000", "1700020000 +0000")
                .message("Cache prices")
                .on("main");

        read();

        assertThat(labels()).containsOnlyKeys(first);
        assertThat(outcomes.labels(repository.id(), List.of(first, again))).containsOnlyKeys(first);
    }

    @Test
    void aFixPointsAtWhoWroteTheLinesThatItDeletes() {
        String good = code("int total = 0;", "int vat = 1;").on("main");
        String bad = code(good, "int total = 1;", "int vat = 1;").on("main");
        read();
        String fix = code(bad, "int total = 2;", "int vat = 1;")
                .message("Fix the total")
                .on("main");
        read();

        assertThat(outcomes.toldBy(repository.id(), fix))
                .containsExactly(new Outcome(
                        bad,
                        OutcomeSource.SZZ,
                        Strength.STRONG,
                        Instant.ofEpochSecond(1_600_000_180),
                        fix,
                        1,
                        List.of(new LineRange("src/Cart.java", 2, 2))));
    }

    @Test
    void aFixThatNamesItsCulpritIsNotGuessedAbout() {
        String good = code("int total = 0;", "int vat = 1;").on("main");
        String bad = code(good, "int total = 1;", "int vat = 1;").on("main");
        String fix = code(bad, "int total = 2;", "int vat = 1;")
                .message("Fix the total\n\nFixes: " + good)
                .on("main");
        String change = code(fix, "int total = 3;", "int vat = 1;")
                .message("Use another total")
                .on("main");

        read();

        assertThat(outcomes.toldBy(repository.id(), fix))
                .extracting(Outcome::sha, Outcome::source)
                .containsExactly(tuple(good, OutcomeSource.TRAILER));
        assertThat(outcomes.toldBy(repository.id(), change)).isEmpty();
    }

    @Test
    void aFixThatNamesItsCulpritShowsItsLines() {
        String good = code("int total = 0;", "int vat = 1;").on("main");
        String bad = code(good, "int total = 0;", "int vat = 2;").on("main");
        String fix = code(bad, "int total = 0;", "int vat = 3;")
                .message("Fix the total\n\nFixes: " + bad)
                .on("main");
        read();

        assertThat(outcomes.toldBy(repository.id(), fix))
                .extracting(Outcome::sha, Outcome::lines, Outcome::ranges)
                .containsExactly(tuple(bad, 1, List.of(new LineRange("src/Cart.java", 3, 3))));
    }

    private FixtureCommit code(String first, String second) {
        return git.commit().file("src/Cart.java", "class Cart {\n  " + first + "\n  " + second + "\n}\n");
    }

    private FixtureCommit code(String parent, String first, String second) {
        return git.commit(parent).file("src/Cart.java", "class Cart {\n  " + first + "\n  " + second + "\n}\n");
    }

    private List<String> rows() {
        return db.dsl()
                .fetch("select encode(sha, 'hex') || source || evidence || strong || known_at || lines as row"
                        + " from outcome order by 1")
                .getValues("row", String.class);
    }

    private long revision() {
        return db.dsl().fetchSingle("select outcome_revision from repository").get(0, Long.class);
    }

    private void read() {
        Readings.read(db, repository, InstantSource.system(), true);
    }

    private Map<String, Label> labels() {
        Map<String, Label> labels = new HashMap<>();
        outcomes.findings(repository.id()).forEach((sha, it) -> it.label().ifPresent(label -> labels.put(sha, label)));
        return labels;
    }
}
