package io.rootops.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.history.Revert.Outcome;
import io.rootops.core.testing.GitFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits taken back in real repositories; {@code till.py} has twenty lines. */
class RevertTest {
    private static final String TILL = "till.py";

    @TempDir
    private Path work;

    private GitFixture git;
    private String root;

    @BeforeEach
    void create() {
        git = GitFixture.bare(work.resolve("shop.git"));
        root = git.commit().file(TILL, till(-1, "")).file("a.py", "a\n").on("main");
    }

    @AfterEach
    void close() {
        git.close();
    }

    @Test
    void whatNobodyTouchedSinceAppliesCleanlyAndNothingIsWritten() throws Exception {
        String bad = git.commit(root).file(TILL, till(3, "bad")).on("main");
        String head = git.commit(bad).file(TILL, till(3, "bad", 17, "good")).on("main");
        List<Path> before = objects();

        Revert revert = revert(bad, head);

        assertThat(revert.outcome()).isEqualTo(Outcome.CLEAN);
        assertThat(revert.files()).isEmpty();
        assertThat(objects()).isEqualTo(before);
        assertThat(revert(head, head).outcome()).isEqualTo(Outcome.CLEAN);
    }

    @Test
    void whoeverChangedTheSameLinesSinceIsNamed() throws Exception {
        String bad = git.commit(root).file(TILL, till(3, "bad")).on("main");
        String other = git.commit(bad).file(TILL, till(3, "bad", 17, "other")).on("main");
        String same =
                git.commit(other).file(TILL, till(3, "mended", 17, "other")).on("main");
        String head = git.commit(same).file("a.py", "b\n").on("main");

        Revert revert = revert(bad, head);

        assertThat(revert.outcome()).isEqualTo(Outcome.CONFLICTS);
        assertThat(revert.files()).containsExactly(TILL);
        assertThat(revert.later()).containsExactly(same);
        assertThat(revert.sameLines()).isTrue();
    }

    @Test
    void ofAFileThatIsGoneThoseThatChangedItSinceAreNamed() throws Exception {
        String bad = git.commit(root).file(TILL, till(3, "bad")).on("main");
        String gone = git.commit(bad).delete(TILL).on("main");

        Revert revert = revert(bad, gone);

        assertThat(revert.outcome()).isEqualTo(Outcome.CONFLICTS);
        assertThat(revert.later()).containsExactly(gone);
        assertThat(revert.sameLines()).isFalse();
    }

    @Test
    void whatIsTakenBackAlreadyLeavesNothing() throws Exception {
        String bad = git.commit(root)
                .file(TILL, till(3, "bad"))
                .file("new.py", "x\n")
                .on("main");
        String back = git.commit(bad).file(TILL, till(-1, "")).delete("new.py").on("main");
        assertThat(revert(bad, back).outcome()).isEqualTo(Outcome.NOTHING_LEFT);
    }

    @Test
    void filesThatItAddedOrRemovedComeAndGo() throws Exception {
        String bad = git.commit(root).file("new.py", "x\n").delete("a.py").on("main");
        String head = git.commit(bad).file(TILL, till(3, "good")).on("main");
        assertThat(revert(bad, head).outcome()).isEqualTo(Outcome.CLEAN);

        String edited = git.commit(head).file("new.py", "x\ny\n").on("main");
        assertThat(revert(bad, edited).files()).containsExactly("new.py");
        assertThat(revert(bad, edited).later()).containsExactly(edited);
    }

    @Test
    void mergesTheFirstCommitAndOtherHistoriesAreLeftToPeople() throws Exception {
        String side = git.commit(root).file("a.py", "side\n").write();
        String main = git.commit(root).file(TILL, till(3, "bad")).write();
        String merge = git.commit(main, side).file("a.py", "side\n").on("main");
        String unmerged = git.commit(root).file("a.py", "other\n").write();

        assertThat(revert(merge, merge).outcome()).isEqualTo(Outcome.MERGE);
        assertThat(revert(root, merge).outcome()).isEqualTo(Outcome.MERGE);
        assertThat(revert(unmerged, merge).outcome()).isEqualTo(Outcome.NOT_IN_HISTORY);
        assertThat(revert(side, merge).outcome())
                .as("of a branch that was merged")
                .isEqualTo(Outcome.CLEAN);
    }

    @Test
    void contentsThatTheCloneLacksAreSaid() throws Exception {
        ObjectId absent = ObjectId.fromString("ab".repeat(20));
        String bad = git.commit(root).entry(TILL, FileMode.REGULAR_FILE, absent).on("main");

        Revert revert = revert(bad, bad);

        assertThat(revert.outcome()).isEqualTo(Outcome.MISSING);
        assertThat(revert.files()).containsExactly(TILL);
        String elsewhere = git.commit(bad).file("a.py", "b\n").on("main");
        assertThat(revert(elsewhere, elsewhere).outcome())
                .as("what it does not touch is not read")
                .isEqualTo(Outcome.CLEAN);
    }

    @Test
    void whatIsTooLargeIsNotTried() throws Exception {
        String large = "x".repeat((int) RevertMerge.MOST_FILE_BYTES + 1);
        String bad = git.commit(root).file("large.txt", large).on("main");
        assertThat(revert(bad, bad).outcome()).isEqualTo(Outcome.TOO_LARGE);
        assertThat(revert(bad, bad).files()).containsExactly("large.txt");

        var wide = git.commit(bad);
        IntStream.rangeClosed(0, RevertMerge.MOST_FILES).forEach(it -> wide.file("f/" + it, "x\n"));
        String sha = wide.on("main");
        assertThat(revert(sha, sha).outcome()).isEqualTo(Outcome.TOO_LARGE);
    }

    @Test
    void itIsBrokenOffWhenTimeIsUpAndSaysWhatWasFoundByThen() throws Exception {
        String bad = git.commit(root).file(TILL, till(3, "bad")).on("main");
        String head = bad;
        for (int i = 0; i < 8; i++) {
            head = git.commit(head).file("a.py", i + "\n").on("main");
        }
        String mended = git.commit(head).file(TILL, till(3, "mended")).on("main");
        for (int i = 8; i < 16; i++) {
            head = git.commit(i == 8 ? mended : head).file("a.py", i + "\n").on("main");
        }
        Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
        boolean cut = false;
        Revert last = Revert.notTried(bad);
        for (int ticks = 0; !last.sameLines(); ticks += 5) {
            AtomicInteger left = new AtomicInteger(ticks);
            last = revert(
                    bad,
                    head,
                    Instant.EPOCH.plusSeconds(1),
                    () -> Instant.EPOCH.plusSeconds(left.getAndDecrement() > 0 ? 0 : 1));
            outcomes.add(last.outcome());
            cut |= !last.laterComplete();
            assertThat(last.later()).isSubsetOf(mended);
            assertThat(last.later().isEmpty() && last.laterComplete())
                    .as("what was looked through was found")
                    .isEqualTo(last.outcome() == Outcome.NOT_TRIED);
        }
        assertThat(outcomes).containsExactlyInAnyOrder(Outcome.NOT_TRIED, Outcome.CONFLICTS);
        assertThat(cut).isTrue();
        assertThat(last.later()).containsExactly(mended);
    }

    private Revert revert(String sha, String head) throws UnreadableRepositoryException {
        return revert(sha, head, Instant.MAX, InstantSource.system());
    }

    private Revert revert(String sha, String head, Instant end, InstantSource clock)
            throws UnreadableRepositoryException {
        try (GitHistory history = GitHistory.open(work.resolve("shop.git"))) {
            return history.revert(sha, head, end, clock);
        }
    }

    private List<Path> objects() throws IOException {
        try (Stream<Path> files = Files.walk(work.resolve("shop.git"))) {
            return files.sorted().toList();
        }
    }

    /** Twenty lines, of which some are changed: line, text, line, text … */
    private static String till(Object... changed) {
        List<String> lines = IntStream.range(0, 20).mapToObj(it -> "line " + it).collect(Collectors.toList());
        for (int i = 0; i < changed.length; i += 2) {
            int line = (Integer) changed[i];
            if (line >= 0) {
                lines.set(line, (String) changed[i + 1]);
            }
        }
        return String.join("\n", lines) + "\n";
    }
}
