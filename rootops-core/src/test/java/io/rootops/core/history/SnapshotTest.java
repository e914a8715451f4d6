package io.rootops.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.testing.GitFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a commit and the owners of their lines, beside what git says. */
class SnapshotTest {
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
    void listsTheFilesOfTheCommit() throws Exception {
        String head = git.commit()
                .file("b/Run.java", "class Run {}\n")
                .file("a.txt", "a\n")
                .file("test/b_test.py", "b\n")
                .on("main");
        git.commit(head).delete("a.txt").on("main");

        try (GitHistory history = GitHistory.open(directory);
                Snapshot snapshot = history.snapshot(head)) {
            List<SnapshotFile> files = snapshot.files();
            assertThat(files).extracting(SnapshotFile::path).containsExactly("a.txt", "b/Run.java", "test/b_test.py");
            assertThat(files).extracting(SnapshotFile::code).containsExactly(false, true, true);
            assertThat(files).extracting(SnapshotFile::test).containsExactly(false, false, true);
            assertThat(snapshot.content(files.get(1)))
                    .hasValueSatisfying(it ->
                            assertThat(it).asString(StandardCharsets.UTF_8).isEqualTo("class Run {}\n"));
        }
    }

    @Test
    void throughMergesRenamesAndWhiteSpaceLinesAreOfTheCommitThatGitBlames() throws Exception {
        Random random = new Random(3);
        List<String> lines = new ArrayList<>();
        change(random, lines);
        change(random, lines);
        String path = "src/A.java";
        String main =
                git.commit().file(path, text(lines)).file("src/B.java", "b\n").write();
        for (int i = 0; i < 40; i++) {
            List<String> ours = new ArrayList<>(lines);
            List<String> theirs = new ArrayList<>(lines);
            int half = lines.size() / 2;
            int rest = lines.size() - half;
            change(random, ours.subList(0, half));
            change(random, theirs.subList(half, theirs.size()));
            String left = git.commit(main).file(path, text(ours)).write();
            String right = git.commit(main)
                    .file(path, text(theirs))
                    .file("src/B.java", "b" + i + "\n")
                    .write();
            lines = new ArrayList<>(ours.subList(0, ours.size() - rest));
            lines.addAll(theirs.subList(half, theirs.size()));
            main = git.commit(left, right).file(path, text(lines)).write();
            if (i % 10 == 9) {
                String renamed = "src/moved" + i + "/A.java";
                main = git.commit(main).move(path, renamed).write();
                path = renamed;
            } else if (i % 10 == 4) {
                lines.replaceAll(it -> "  " + it);
                main = git.commit(main).file(path, text(lines)).write();
            }
        }
        git.branch("main", main);

        sameAsGit(main, List.of(path, "src/B.java"));
    }

    @Test
    void aFileThatCameByTheOtherParentOfAMergeKeepsItsOwners() throws Exception {
        String root = git.commit().file("A.java", "a\n").write();
        String side = git.commit(root).file("B.java", "one\n").write();
        side = git.commit(side).file("B.java", "one\ntwo\n").write();
        String main = git.commit(root).file("A.java", "b\n").write();
        String head = git.commit(main, side).file("B.java", "one\ntwo\n").on("main");

        sameAsGit(head, List.of("A.java", "B.java"));
    }

    @Test
    void commitsAreNamedNewestFirst() throws Exception {
        String first = git.commit().file("A.java", "int a;\n").write();
        String second = git.commit(first).file("A.java", "int b;\nint a;\n").write();
        String third =
                git.commit(second).file("A.java", "int b;\nint a;\nint c;\n").on("main");

        try (GitHistory history = GitHistory.open(directory);
                Snapshot snapshot = history.snapshot(third)) {
            LineOwners owners = owners(snapshot, snapshot.files()).get(0).orElseThrow();
            assertThat(owners.commits()).containsExactly(third, second, first);
            assertThat(owners.lines()).isEqualTo(3);
            assertThat(owners.commit(1)).isEqualTo(first);
        }
    }

    /** Of a clone that lacks large blobs. */
    @Test
    void ofAMissingContentNothingIsKnownAndTheOthersAreFound() throws Exception {
        String first = git.commit()
                .file("A.java", "int a;\n")
                .file("B.java", "int b;\n")
                .write();
        String second = git.commit(first).file("A.java", "int a;\nint c;\n").write();
        String head =
                git.commit(second).file("A.java", "int a;\nint c;\nint d;\n").on("main");
        String old = blob(second, "A.java");
        Files.delete(directory.resolve("objects").resolve(old.substring(0, 2)).resolve(old.substring(2)));

        try (GitHistory history = GitHistory.open(directory);
                Snapshot snapshot = history.snapshot(head);
                Snapshot before = history.snapshot(second)) {
            LineOwners unknown = owners(snapshot, snapshot.files()).get(0).orElseThrow();
            assertThat(unknown.commits()).isEmpty();
            assertThat(unknown.commit(0)).isNull();
            assertThat(owners(snapshot, snapshot.files()).get(1).orElseThrow().commits())
                    .containsExactly(first);
            assertThat(before.content(before.files().get(0))).isEmpty();
            assertThat(owners(before, before.files()).get(0)).isEmpty();
        }
    }

    @Test
    void whatWasNotFoundInTimeIsOfNobody() throws Exception {
        String first = git.commit()
                .file("A.java", "int a;\n")
                .file("B.java", "int b;\n")
                .write();
        String head = git.commit(first).file("A.java", "int a;\nint c;\n").on("main");

        try (GitHistory history = GitHistory.open(directory);
                Snapshot snapshot = history.snapshot(head)) {
            // Over as soon as the walk has begun, and then after its first commit.
            for (int known = 0; known < 2; known++) {
                LineOwners owners = snapshot.owners(snapshot.files(), ending(known + 2))
                        .get(0)
                        .orElseThrow();
                assertThat(owners.commits()).isEqualTo(List.of(head).subList(0, known));
                assertThat(owners.complete()).isFalse();
            }
            List<Optional<LineOwners>> one = snapshot.owners(snapshot.files(), LookUps.atMost(1));
            assertThat(one.get(0))
                    .hasValueSatisfying(it -> assertThat(it.complete()).isTrue());
            assertThat(one.get(1)).isEmpty();
        }
    }

    /** Over when the time has been asked for so often. */
    private static LookUps ending(int asked) {
        AtomicInteger left = new AtomicInteger(asked);
        return LookUps.until(
                Instant.EPOCH, 9, () -> left.getAndDecrement() > 0 ? Instant.EPOCH.minusSeconds(1) : Instant.EPOCH);
    }

    private static List<Optional<LineOwners>> owners(Snapshot snapshot, List<SnapshotFile> files) {
        return snapshot.owners(files, LookUps.atMost(files.size()));
    }

    private String blob(String commit, String path) throws Exception {
        try (GitHistory history = GitHistory.open(directory);
                Snapshot snapshot = history.snapshot(commit)) {
            return snapshot.files().stream()
                    .filter(it -> it.path().equals(path))
                    .findFirst()
                    .orElseThrow()
                    .blob();
        }
    }

    /** No line is ever written twice, so there is one smallest difference only. */
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

    private static String text(List<String> lines) {
        return String.join("", lines);
    }

    private void sameAsGit(String head, List<String> paths) throws Exception {
        try (GitHistory history = GitHistory.open(directory);
                Snapshot snapshot = history.snapshot(head)) {
            List<SnapshotFile> files = snapshot.files().stream()
                    .filter(it -> paths.contains(it.path()))
                    .toList();
            assertThat(files).hasSameSizeAs(paths);
            for (int f = 0; f < files.size(); f++) {
                LineOwners ours = owners(snapshot, files).get(f).orElseThrow();
                List<String> owners = new ArrayList<>();
                for (int i = 0; i < ours.lines(); i++) {
                    owners.add(ours.commit(i));
                }
                assertThat(owners)
                        .as(files.get(f).path())
                        .isEqualTo(NativeGit.blame(directory, head, files.get(f).path()));
            }
        }
    }
}
