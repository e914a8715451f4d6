package io.rootops.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.testing.GitFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Origins by splicing beside those by walking back, on invented histories. */
class OriginParityTest {
    @TempDir
    Path directory;

    private GitFixture git;
    private int lastLine;

    @BeforeEach
    void create() {
        git = GitFixture.bare(directory);
    }

    @AfterEach
    void close() {
        git.close();
    }

    @Test
    void onALineOfCommitsWithoutRepeatedLinesBothAreTheSame() throws Exception {
        Random random = new Random(1);
        List<String> one = new ArrayList<>();
        List<String> two = new ArrayList<>();
        String last = git.commit().file("A.java", "").on("main");
        for (int i = 0; i < 150; i++) {
            change(random, one);
            change(random, two);
            last = git.commit(last)
                    .file("A.java", String.join("", one))
                    .file(i < 80 ? "B.java" : "lib/C.java", String.join("", two))
                    .write();
            if (i == 80) {
                last = git.commit(last).delete("B.java").write();
            }
        }
        git.branch("main", last);
        compare(true);
    }

    @Test
    void throughMergesEachContentHasAnOriginForEachLine() throws Exception {
        Random random = new Random(2);
        List<String> lines = new ArrayList<>();
        change(random, lines);
        String main = git.commit().file("A.java", String.join("", lines)).on("main");
        for (int i = 0; i < 60; i++) {
            List<String> ours = new ArrayList<>(lines);
            List<String> theirs = new ArrayList<>(lines);
            change(random, ours);
            change(random, theirs);
            String left = git.commit(main).file("A.java", String.join("", ours)).write();
            String right =
                    git.commit(main).file("A.java", String.join("", theirs)).write();
            lines = new ArrayList<>(ours);
            lines.addAll(theirs.subList(theirs.size() / 2, theirs.size()));
            main = git.commit(left, right)
                    .file("A.java", String.join("", lines))
                    .write();
            lines = new ArrayList<>(lines.subList(lines.size() / 3, lines.size()));
            main = git.commit(main).file("A.java", String.join("", lines)).write();
        }
        git.branch("main", main);
        compare(false);
    }

    /** No line is ever written twice. */
    private void change(Random random, List<String> lines) {
        for (int i = 0; i < 4; i++) {
            int at = random.nextInt(lines.size() + 1);
            if (at < lines.size() && random.nextInt(3) == 0) {
                lines.remove(at);
            } else {
                lines.add(at, "int n" + lastLine++ + ";\n");
            }
        }
    }

    /** After each commit, all files of its tree. */
    private void compare(boolean sameAsBlame) throws Exception {
        Repository repository = git.repository();
        try (GitHistory history = GitHistory.open(directory);
                RevWalk walk = new RevWalk(repository)) {
            LineOrigins origins = new LineOrigins(history, LookUps.atMost(200));
            OriginTable blamed = new OriginTable();
            Blame blame = history.blame(blamed);
            ArrivalOrder order =
                    history.arrivalOrder(history.defaultBranch().orElseThrow().sha(), sha -> false);
            int[] files = {0};
            HistoryMiner.followingLines(history, 2).diffs(order, diff -> {
                origins.apply(diff);
                try {
                    RevCommit commit =
                            walk.parseCommit(ObjectId.fromString(diff.commit().sha()));
                    TreeWalk tree = new TreeWalk(repository);
                    tree.addTree(commit.getTree());
                    tree.setRecursive(true);
                    while (tree.next()) {
                        ObjectId id = tree.getObjectId(0);
                        byte[] text = repository.open(id).getBytes();
                        LineRuns ours = Objects.requireNonNull(origins.of(tree.getPathString(), id));
                        assertThat(ours.lines()).isEqualTo(Bytes.countLines(text, 0, text.length));
                        if (sameAsBlame && text.length > 0) {
                            LineRuns theirs =
                                    Objects.requireNonNull(blame.of(commit, tree.getPathString(), LookUps.atMost(1)));
                            for (int i = 0; i < ours.lines(); i++) {
                                assertThat(origins.commit(ours.origin(i)))
                                        .as("line %d of %s in %s", i + 1, tree.getPathString(), commit.name())
                                        .isEqualTo(blamed.get(theirs.origin(i)).name());
                            }
                        }
                        files[0]++;
                    }
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            assertThat(files[0]).isGreaterThan(150);
            assertThat(origins.unknown()).isZero();
        }
    }
}
