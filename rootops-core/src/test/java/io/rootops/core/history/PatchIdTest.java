package io.rootops.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.testing.WorkingTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits that the git binary made, and which of them are one patch. */
class PatchIdTest {
    private static final String BODY =
            "int a() {\n    return 1;\n}\n\nint b() {\n    return 2;\n}\n\nint c() {\n    return 3;\n}\n";

    @TempDir
    Path directory;

    private WorkingTree git;

    @BeforeEach
    void create() {
        git = new WorkingTree(directory);
    }

    @Test
    void aPickIsTheSamePatchWhereverItsLinesStand() {
        String root = git.file("src/a.c", BODY).file("b.txt", "1\n").commit("Root");
        String origin = git.file("src/a.c", BODY.replace("return 2", "return 20"))
                .file("b.txt", "2\n")
                .commit("Change b");
        git.git("checkout", "-q", "-b", "release", root);
        git.file("src/a.c", "// One\n// Two\n\n" + BODY.replace("return 3", "return 30") + "int d;\n")
                .commit("Something else");
        git.git("cherry-pick", origin);

        assertThat(id(git.head())).isNotNull().isEqualTo(id(origin));
    }

    @Test
    void aRebaseKeepsThePatches() {
        String root = git.file("a.c", BODY).commit("Root");
        git.git("checkout", "-q", "-b", "topic");
        String first = git.file("a.c", BODY.replace("return 1", "return 10")).commit("One");
        String second = git.file("b.c", BODY).commit("Two");
        String third = git.file("a.c", BODY.replace("return 1", "return 11")).commit("Three");
        git.git("checkout", "-q", "main");
        git.file("a.c", "\n\n" + BODY.replace("return 3", "return 30")).commit("Meanwhile");
        git.git("rebase", "-q", "main", "topic");

        List<String> moved =
                List.of(git.git("rev-list", "--reverse", "main..topic").split("\n"));
        assertThat(ids(moved)).isEqualTo(ids(List.of(first, second, third))).doesNotHaveDuplicates();
        assertThat(moved).doesNotContain(first, second, third, root);
    }

    @Test
    void whiteSpaceDoesNotCount() {
        String root = git.file("a.c", BODY).commit("Root");
        String spaces = git.file("a.c", BODY.replace("return 2;", "if (x)\n        return 2 + x;"))
                .commit("Change b");
        git.git("checkout", "-q", "-b", "tabs", root);
        String crlf = BODY.replace("    ", "\t").replace("\n", "\r\n");
        String everyLine = git.file("a.c", crlf).commit("Tabs");
        String tabs = git.file("a.c", crlf.replace("return 2;", "if ( x )\r\n\t\treturn 2+x;"))
                .commit("Change b");

        assertThat(id(tabs)).isEqualTo(id(spaces)).isNotEqualTo(id(everyLine));
    }

    @Test
    void aRevertIsAnotherPatchAndWhatComesBackIsTheFirst() {
        git.file("a.c", BODY).commit("Root");
        String origin = git.file("a.c", BODY.replace("return 2", "return 20")).commit("Change b");
        git.git("revert", "--no-edit", origin);
        String revert = git.head();
        git.git("revert", "--no-edit", revert);

        assertThat(id(git.head())).isEqualTo(id(origin)).isNotEqualTo(id(revert));
    }

    @Test
    void linesThatMoveUpAreNotThoseThatMoveDown() {
        String up = "1\n2\n3\n4\n5\nx\ny\n";
        String down = "x\ny\n1\n2\n3\n4\n5\n";
        git.file("a.txt", up).commit("Root");
        String first = git.file("a.txt", down).commit("Up");
        String back = git.file("a.txt", up).commit("Down");

        assertThat(id(first)).isNotEqualTo(id(back));
    }

    /** Above an x the new x may be either; what is new is then y and x, not x and y. */
    @Test
    void whichOfEqualLinesIsTheNewOneDoesNotCount() {
        String root = git.file("a.txt", "a\nb\n").commit("Root");
        String here = git.file("a.txt", "a\nx\ny\nb\n").commit("Insert");
        git.git("checkout", "-q", "-b", "other", root);
        git.file("a.txt", "a\nx\nb\n").commit("Another x");
        String there = git.file("a.txt", "a\nx\ny\nx\nb\n").commit("Insert");

        assertThat(id(there)).isEqualTo(id(here));
    }

    @Test
    void pathsCountAndTheOrderOfFilesDoesNot() {
        String root = git.file("a.txt", "1\n").file("b.txt", "1\n").commit("Root");
        String inA = git.file("a.txt", "2\n").commit("Change");
        git.git("checkout", "-q", "-b", "other", root);
        String inB = git.file("b.txt", "2\n").commit("Change");

        assertThat(id(inA)).isNotEqualTo(id(inB));
    }

    @Test
    void whatChangesNoFileHasNone() {
        String root = git.file("a.txt", "1\n").commit("Root");
        String empty = git.commit("Nothing");
        git.git("checkout", "-q", "-b", "side", root);
        git.file("b.txt", "1\n").commit("Side");
        git.git("checkout", "-q", "main");
        git.git("merge", "-q", "--no-edit", "side");

        assertThat(id(root)).isNotNull();
        assertThat(id(empty)).isNull();
        assertThat(id(git.head())).isNull();
    }

    @Test
    void renamesAreFollowed() {
        String root = git.file("a.c", BODY).file("z.txt", "1\n").commit("Root");
        git.git("mv", "a.c", "b.c");
        String moved = git.commit("Move");
        git.git("checkout", "-q", "-b", "release", root);
        git.file("a.c", BODY + "int d;\n").commit("Something else");
        git.git("cherry-pick", moved);
        String picked = git.head();
        git.git("checkout", "-q", "-b", "other", root);
        git.git("mv", "a.c", "c.c");
        String elsewhere = git.commit("Move");

        assertThat(id(picked)).isNotNull().isEqualTo(id(moved)).isNotEqualTo(id(elsewhere));
    }

    @Test
    void aRenameWithAnEditIsTheEditAndTheNames() {
        String root = git.file("a.c", BODY).commit("Root");
        git.git("mv", "a.c", "b.c");
        String moved = git.file("b.c", BODY.replace("return 2", "return 20")).commit("Move and change");
        git.git("checkout", "-q", "-b", "release", root);
        git.file("a.c", "// One\n" + BODY).commit("Something else");
        git.git("cherry-pick", moved);
        String picked = git.head();
        git.git("checkout", "-q", "-b", "other", root);
        git.git("mv", "a.c", "b.c");
        String onlyMoved = git.commit("Move");

        assertThat(id(picked)).isEqualTo(id(moved)).isNotEqualTo(id(onlyMoved));
    }

    @Test
    void binaryFilesAreToldByTheirContents() {
        String root = git.file("a.bin", new byte[] {0, 1}).file("a.txt", "1\n").commit("Root");
        String origin = git.file("a.bin", new byte[] {0, 2}).commit("Picture");
        git.git("checkout", "-q", "-b", "release", root);
        git.file("a.txt", "2\n").commit("Something else");
        git.git("cherry-pick", origin);
        String picked = git.head();
        git.git("checkout", "-q", "-b", "other", root);
        String another = git.file("a.bin", new byte[] {0, 3}).commit("Picture");

        assertThat(id(picked)).isEqualTo(id(origin)).isNotEqualTo(id(another));
    }

    /** As in a partial clone; what the content was is not known, but that it was the same. */
    @Test
    void soAreThoseThatAreMissing() throws Exception {
        String root = git.file("a.txt", "1\n").file("b.txt", "1\n").commit("Root");
        String origin = git.file("a.txt", "2\n").commit("Change a");
        git.git("checkout", "-q", "-b", "release", root);
        git.file("b.txt", "2\n").commit("Something else");
        git.git("cherry-pick", origin);
        String blob = git.git("rev-parse", "HEAD:a.txt");
        Long present = id(origin);
        Files.delete(directory.resolve(".git/objects/" + blob.substring(0, 2) + "/" + blob.substring(2)));

        assertThat(id(git.head())).isNotNull().isEqualTo(id(origin)).isNotEqualTo(present);
    }

    @Test
    void modesCount() {
        git.file("a.sh", "1\n").commit("Root");
        git.git("update-index", "--chmod=+x", "a.sh");
        git.git("commit", "-q", "-m", "Executable");
        String on = git.head();
        git.git("update-index", "--chmod=-x", "a.sh");
        git.git("commit", "-q", "-m", "Not executable");
        String off = git.head();

        assertThat(ids(List.of(on, off))).doesNotContainNull().doesNotHaveDuplicates();
    }

    @Test
    void itDoesNotDependOnWhetherLinesAreFollowed() throws Exception {
        git.file("a.c", BODY).commit("Root");
        git.file("a.c", BODY.replace("return 2;", "if (x) {\n        return 2;\n    }"))
                .commit("Change");
        git.file("a.c", BODY.replace("    ", "\t")).commit("White space only");

        assertThat(Mining.followingLines(directory, 2))
                .extracting(MinedCommit::patchId)
                .isEqualTo(Mining.mine(directory).stream()
                        .map(MinedCommit::patchId)
                        .toList())
                .doesNotContainNull()
                .doesNotHaveDuplicates();
    }

    private @Nullable Long id(String sha) {
        return ids(List.of(sha)).get(0);
    }

    private List<@Nullable Long> ids(List<String> shas) {
        Map<String, MinedCommit> mined = new HashMap<>();
        try (GitHistory history = GitHistory.open(directory)) {
            new HistoryMiner(history, 1)
                    .diffs(shas)
                    .forEach(it -> mined.put(it.commit().sha(), new FeatureState().apply(it)));
        } catch (UnreadableRepositoryException e) {
            throw new AssertionError(e);
        }
        return Arrays.asList(shas.stream()
                .map(it -> Objects.requireNonNull(mined.get(it)).patchId())
                .toArray(Long[]::new));
    }
}
