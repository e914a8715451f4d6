package io.rootops.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.change.TrackedRepository.Kind;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.testing.TestDatabase;
import io.rootops.core.testing.WorkingTree;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change whose score was shown while it waited is known again when it is merged under another sha. */
class ShownChangesTest {
    @TempDir
    private Path directory;

    private TestDatabase db;
    private WorkingTree git;
    private TrackedRepository repository;
    private String root;

    @BeforeEach
    void open() {
        db = TestDatabase.create();
        git = new WorkingTree(directory);
        repository = new RepositoryMemory(db.dsl()).track("acme/shop", directory.toString(), Kind.LOCAL, null);
        root = git.file("a.txt", "1\n2\n3\n4\n5\n6\n7\n8\n9\n").commit("Root");
        git.file("b.txt", "1\n").commit("Second");
        read();
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void rebased() {
        waits("Cache prices");
        git.file("c.txt", "1\n").commit("Meanwhile");
        git.git("rebase", "-q", "main", "topic");
        git.git("checkout", "-q", "main");
        git.git("merge", "-q", "--ff-only", "topic");
        git.git("branch", "-D", "topic");
        read();

        assertThat(shown()).containsExactly(git.head());
    }

    @Test
    void rebasedStepByStepBeforeTheMerge() {
        waits("Cache prices");
        git.file("c.txt", "1\n").commit("Meanwhile");
        git.git("rebase", "-q", "main", "topic");
        git.git("checkout", "-q", "main");
        read();
        assertThat(shown()).isEmpty();
        git.file("d.txt", "1\n").commit("Meanwhile");
        git.git("rebase", "-q", "main", "topic");
        git.git("checkout", "-q", "main");
        git.git("merge", "-q", "--ff-only", "topic");
        read();

        assertThat(shown()).containsExactly(git.head());
    }

    @Test
    void pickedFromTheBranchWhereItWasMadeFirst() {
        String waiting = waits("Cache prices");
        git.file("a.txt", "0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n").commit("Other line numbers");
        git.git("cherry-pick", waiting);
        read();

        assertThat(shown()).containsExactly(git.head());
    }

    @Test
    void squashedAlone() {
        waits("Cache prices");
        git.git("merge", "-q", "--squash", "topic");
        String squashed = git.commit("Cache prices (#7)");
        read();

        assertThat(shown()).containsExactly(squashed);
    }

    /** Its pull request would tell; there is none here. */
    @Test
    void notSquashedWithOthers() {
        waits("Cache prices");
        git.git("checkout", "-q", "topic");
        git.file("c.txt", "1\n").commit("More");
        git.git("checkout", "-q", "main");
        read();
        git.git("merge", "-q", "--squash", "topic");
        git.commit("Cache prices (#7)");
        read();

        assertThat(shown()).isEmpty();
    }

    @Test
    void notWhatWasPickedFromTheDefaultBranch() {
        String merged = git.file("a.txt", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n").commit("Cache prices");
        read();
        git.git("checkout", "-q", "-b", "release", root);
        git.git("cherry-pick", merged);
        git.git("checkout", "-q", "main");
        read();
        readAgain();

        assertThat(shown()).isEmpty();
    }

    @Test
    void notTheSamePatchOfSomebodyElse() {
        waits("Cache prices");
        git.file("a.txt", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n").file("c.txt", "1\n");
        git.git("add", "a.txt");
        git.git("commit", "-q", "--author", "Bob <bob@example.org>", "-m", "Spell numbers");
        read();

        assertThat(shown()).isEmpty();
    }

    @Test
    void aHistoryThatIsReadAgainKeepsIt() {
        rebased();
        String rebased = git.head();

        readAgain();

        assertThat(shown()).containsExactly(rebased);
    }

    @Test
    void soDoesOneThatIsReadAgainWhenItIsMerged() {
        String waiting = waits("Cache prices");
        git.file("c.txt", "1\n").commit("Meanwhile");
        git.git("cherry-pick", waiting);
        git.git("branch", "-D", "topic");

        readAgain();

        assertThat(shown()).containsExactly(git.head());
    }

    @Test
    void aForcePushThatMovesItKeepsIt() {
        rebased();
        String before = git.head();
        git.git("reset", "-q", "--hard", "HEAD~1");
        git.file("d.txt", "1\n").commit("Meanwhile");
        git.git("cherry-pick", before);
        read();

        assertThat(shown()).containsExactly(git.head()).doesNotContain(before);
    }

    /** Makes a branch whose one commit has a score; gives that commit. */
    private String waits(String message) {
        git.git("checkout", "-q", "-b", "topic");
        String waiting = git.file("a.txt", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n").commit(message);
        git.git("checkout", "-q", "main");
        read();
        return waiting;
    }

    private void readAgain() {
        db.execute("update repository set miner_version = 999");
        read();
    }

    private void read() {
        Readings.read(db, repository, InstantSource.system(), true);
    }

    private List<String> shown() {
        return db.dsl()
                .fetch("select encode(sha, 'hex') as sha from commit_memory where shown_before_merge"
                        + " and position is not null")
                .getValues("sha", String.class);
    }
}
