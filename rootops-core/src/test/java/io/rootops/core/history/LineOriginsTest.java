package io.rootops.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.DeletedLines;
import io.rootops.core.change.LineRange;
import io.rootops.core.testing.GitFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who wrote the lines that a commit deletes, each case in a small repository of its own. */
class LineOriginsTest {
    private static final String BODY = "int one;\nint two;\nint three;\nint four;\nint five;\nint six;\n";

    @TempDir
    Path directory;

    private GitFixture git;

    @BeforeEach
    void create() {
        git = GitFixture.bare(directory);
    }

    @AfterEach
    void close() {
        git.close();
    }

    /** {@code path origin code/lesser/other}, with {@code beside} behind; of the last commit. */
    private List<String> last() {
        List<MinedCommit> mined = Mining.followingLines(directory, 1);
        return mined.get(mined.size() - 1).deletedLines().stream()
                .map(LineOriginsTest::row)
                .toList();
    }

    private static String row(DeletedLines it) {
        return it.path() + " " + it.origin() + " " + it.codeLines() + "/" + it.lesserLines() + "/" + it.otherLines()
                + (it.besides() ? " beside" : "");
    }

    private List<LineRange> ranges(String origin) {
        List<MinedCommit> mined = Mining.followingLines(directory, 1);
        return mined.get(mined.size() - 1).deletedLines().stream()
                .filter(it -> it.origin().equals(origin))
                .flatMap(it -> it.ranges().stream())
                .toList();
    }

    @Test
    void theyHaveTheNumbersAndTheNameOfBefore() {
        String rest = "int six;\nint seven;\nint eight;\nint nine;\nint ten;\n";
        String a = git.commit()
                .file("A.java", "int one;\nint two;\n// three\nint four;\nint five;\n" + rest + "}\n")
                .on("main");
        String b = git.commit(a)
                .file("A.java", "int one;\nint 2;\n// three\nint four;\nint five;\n" + rest + "}\n")
                .on("main");
        git.commit(b).file("B.java", "int one;\n" + rest).delete("A.java").on("main");

        assertThat(ranges(a)).containsExactly(new LineRange("A.java", 4, 5), new LineRange("A.java", 11, 11));
        assertThat(ranges(b)).containsExactly(new LineRange("A.java", 2, 2));
    }

    @Test
    void aLineBetweenTwoInsertionsIsNamedOnce() {
        String a =
                git.commit().file("A.java", "int one;\nint two;\nint three;\n").on("main");
        git.commit(a)
                .file("A.java", "int one;\nint more;\nint two;\nint most;\nint three;\n")
                .on("main");

        assertThat(ranges(a)).containsExactly(new LineRange("A.java", 1, 3));
    }

    @Test
    void deletedLinesNameWhoWroteThem() {
        String a =
                git.commit().file("A.java", "int one;\nint two;\nint three;\n").on("main");
        String b =
                git.commit(a).file("A.java", "int one;\nint 2;\nint three;\n").on("main");
        git.commit(b).file("A.java", "int 1;\n").on("main");
        assertThat(last()).containsExactly("A.java " + a + " 2/0/0", "A.java " + b + " 1/0/0");
        List<MinedCommit> mined = Mining.followingLines(directory, 1);
        assertThat(mined.get(0).deletedLines()).isEmpty();
        assertThat(mined.get(2).deletedLines().get(0).originAt())
                .isEqualTo(mined.get(0).commit().committedAt().getEpochSecond());
    }

    @Test
    void nothingIsFollowedUnlessAskedFor() {
        String a = git.commit().file("A.java", "int one;\n").on("main");
        git.commit(a).file("A.java", "int two;\n").on("main");
        assertThat(Mining.mine(directory)).allMatch(it -> it.deletedLines().isEmpty());
    }

    @Test
    void testsDocumentsAndDataAreLeftOut() {
        String a = git.commit()
                .file("src/test/A.java", "int one;\n")
                .file("README.md", "one\n")
                .file("data.json", "1\n")
                .on("main");
        git.commit(a)
                .file("src/test/A.java", "int two;\n")
                .file("README.md", "two\n")
                .file("data.json", "2\n")
                .on("main");
        assertThat(last()).isEmpty();
    }

    @Test
    void linesAreCountedByWhatTheyHold() {
        String a = git.commit()
                .file("A.java", "import x;\n\n// why\n/* so\n* on */\nint one;\nif (one) {\n}\nint last;\n")
                .on("main");
        git.commit(a).file("A.java", "int last;\n").on("main");
        assertThat(last()).containsExactly("A.java " + a + " 2/1/5");
    }

    @Test
    void codeThatComesBackElsewhereInTheCommitTellsLess() {
        String a = git.commit()
                .file("A.java", "int one;\nint two;\nint three;\n")
                .file("B.java", "int b;\n")
                .on("main");
        git.commit(a)
                .file("A.java", "int three;\n")
                .file("B.java", "int b;\n  int one;\n")
                .on("main");
        assertThat(last()).containsExactly("A.java " + a + " 1/1/0", "B.java " + a + " 1/0/0 beside");
    }

    @Test
    void aDeletedFileDeletesNothingInParticular() {
        String a = git.commit().file("A.java", BODY).file("B.java", "int b;\n").on("main");
        git.commit(a).delete("A.java").on("main");
        assertThat(last()).containsExactly("A.java " + a + " 0/0/6");
    }

    @Test
    void whiteSpaceKeepsTheOrigin() {
        String a =
                git.commit().file("A.java", "int one;\nint two;\nint three;\n").on("main");
        String b = git.commit(a)
                .file("A.java", "if (x) {\n\tint  one;\n\tint two;\n}\nint three;\n")
                .on("main");
        String c = git.commit(b)
                .file("A.java", "if (x) {\r\n\tint one;\r\n\tint two;\r\n}\r\nint three;\r\n")
                .on("main");
        List<MinedCommit> mined = Mining.followingLines(directory, 1);
        assertThat(mined.get(1).deletedLines()).noneMatch(it -> !it.besides());
        assertThat(mined.get(2).commit().sha()).isEqualTo(c);
        assertThat(mined.get(2).deletedLines()).isEmpty();
        git.commit(c).file("A.java", "int three;\r\n").on("main");
        assertThat(last()).containsExactly("A.java " + b + " 1/1/0", "A.java " + a + " 2/0/0");
    }

    @Test
    void insertionsNameTheCodeBesideThem() {
        String a = git.commit().file("A.java", "int one;\n\n// two\nint two;\n").on("main");
        String b = git.commit(a)
                .file("A.java", "int one;\n\n// two\nint two;\nint three;\n")
                .on("main");
        String c = git.commit(b)
                .file("A.java", "int one;\n\n// two\nint two;\nint more;\nint three;\n")
                .on("main");
        assertThat(last()).containsExactly("A.java " + a + " 1/0/0 beside", "A.java " + b + " 1/0/0 beside");
        git.commit(c)
                .file("A.java", "int one;\nint new;\n\n// two\nint two;\nint more;\nint three;\n// end\n")
                .on("main");
        assertThat(last())
                .as("comments are no code, and looked through")
                .containsExactly("A.java " + a + " 2/0/0 beside");
    }

    @Test
    void renamesCarryTheOriginsAndCopiesDoNot() {
        String a = git.commit().file("A.java", BODY).on("main");
        String b = git.commit(a).move("A.java", "lib/B.java").on("main");
        String c = git.commit(b)
                .delete("lib/B.java")
                .file("lib/C.java", BODY.replace("int two", "int 2"))
                .on("main");
        String d =
                git.commit(c).file("D.java", BODY.replace("int two", "int 2")).on("main");
        git.commit(d)
                .file("lib/C.java", "int six;\n")
                .file("D.java", "int six;\n")
                .on("main");
        assertThat(last())
                .containsExactly("D.java " + d + " 5/0/0", "lib/C.java " + a + " 4/0/0", "lib/C.java " + c + " 1/0/0");
    }

    @Test
    void aTestThatBecomesCodeIsLookedUp() {
        String a = git.commit().file("src/test/A.java", BODY).on("main");
        String b = git.commit(a)
                .file("src/test/A.java", BODY.replace("int two", "int 2"))
                .on("main");
        String c = git.commit(b).move("src/test/A.java", "src/main/A.java").on("main");
        git.commit(c).file("src/main/A.java", "int six;\n").on("main");
        assertThat(last()).containsExactly("src/main/A.java " + a + " 4/0/0", "src/main/A.java " + b + " 1/0/0");
    }

    @Test
    void aRevertedFileBelongsToItsAuthorsAgain() {
        String a = git.commit().file("A.java", BODY).on("main");
        String b =
                git.commit(a).file("A.java", BODY.replace("int two", "int 2")).on("main");
        String c = git.commit(b).file("A.java", BODY).on("main");
        assertThat(last()).as("the revert names what it reverts").containsExactly("A.java " + b + " 1/0/0");
        git.commit(c).file("A.java", "int one;\n").on("main");
        assertThat(last()).containsExactly("A.java " + a + " 5/0/0");
    }

    @Test
    void aMergeTakesEachLineFromTheParentThatHasIt() {
        String a = git.commit().file("A.java", BODY).on("main");
        String ours =
                git.commit(a).file("A.java", BODY.replace("int one", "int 1")).write();
        String theirs =
                git.commit(a).file("A.java", BODY.replace("int six", "int 6")).write();
        String merge = git.commit(ours, theirs)
                .file("A.java", "int 1;\nint two;\nint three;\nint merged;\nint five;\nint 6;\n")
                .on("main");
        git.commit(merge).file("A.java", "int x;\n").on("main");
        assertThat(last())
                .containsExactlyInAnyOrder(
                        "A.java " + ours + " 1/0/0",
                        "A.java " + a + " 3/0/0",
                        "A.java " + merge + " 1/0/0",
                        "A.java " + theirs + " 1/0/0");
    }

    @Test
    void aMergeThatTakesOneSideNeedsNothing() {
        String a = git.commit().file("A.java", BODY).file("B.java", "int b;\n").on("main");
        String ours = git.commit(a).file("B.java", "int c;\n").write();
        String theirs =
                git.commit(a).file("A.java", BODY.replace("int six", "int 6")).write();
        String merge = git.commit(ours, theirs)
                .file("A.java", BODY.replace("int six", "int 6"))
                .on("main");
        git.commit(merge).file("A.java", "int one;\n").on("main");
        assertThat(last()).containsExactly("A.java " + a + " 4/0/0", "A.java " + theirs + " 1/0/0");
    }

    @Test
    void behindAMissingContentNobodyKnows() {
        ObjectId missing = ObjectId.fromString("1234567890123456789012345678901234567890");
        String a = git.commit().entry("A.java", FileMode.REGULAR_FILE, missing).on("main");
        String b = git.commit(a).file("A.java", "int one;\nint two;\n").on("main");
        String c = git.commit(b).file("A.java", "int one;\nint three;\n").on("main");
        assertThat(last()).isEmpty();
        git.commit(c).file("A.java", "int four;\n").on("main");
        assertThat(last()).containsExactly("A.java " + c + " 1/0/0");
    }

    @Test
    void linesFromBeforeAShallowEndAreOfNobody() throws IOException {
        String a = git.commit().file("A.java", BODY).on("main");
        String b =
                git.commit(a).file("A.java", BODY.replace("int one", "int 1")).on("main");
        String c = git.commit(b)
                .file("A.java", BODY.replace("int one", "int 1").replace("int two", "int 2"))
                .on("main");
        git.commit(c).file("A.java", "int six;\n").on("main");
        Files.writeString(directory.resolve("shallow"), b + "\n");
        assertThat(last()).containsExactly("A.java " + c + " 1/0/0");
    }

    @Test
    void aBinaryContentBetweenMakesAllLinesNew() {
        String a = git.commit().file("A.java", BODY).on("main");
        String b = git.commit(a).file("A.java", "\0\n").on("main");
        String c = git.commit(b).file("A.java", "int one;\n").on("main");
        git.commit(c).file("A.java", "int two;\n").on("main");
        assertThat(last()).containsExactly("A.java " + c + " 1/0/0");
    }

    @Test
    void goingOnAfterARestartGivesTheSame() throws UnreadableRepositoryException {
        String last = git.commit().file("A.java", BODY).file("B.java", BODY).on("main");
        for (int i = 0; i < 300; i++) {
            String name = i % 3 == 0 ? "A.java" : "B.java";
            last = git.commit(last)
                    .file(name, BODY + "int n" + i + ";\nint m" + i % 7 + i + ";\n")
                    .write();
        }
        git.branch("main", last);
        List<MinedCommit> whole = Mining.followingLines(directory, 2);
        for (int known : List.of(1, 50, 150, 250, 299)) {
            List<String> shas =
                    whole.stream().limit(known).map(it -> it.commit().sha()).toList();
            List<List<DeletedLines>> expected =
                    whole.stream().skip(known).map(MinedCommit::deletedLines).toList();
            assertThat(Mining.followingLinesAfter(directory, shas, false)).isEqualTo(expected);
            assertThat(Mining.followingLinesAfter(directory, shas, true)).isEqualTo(expected);
        }
        assertThat(Mining.followingLines(directory, 1)).isEqualTo(whole);
        assertThat(Mining.followingLines(directory, 8)).isEqualTo(whole);
        assertThat(Objects.requireNonNull(whole.get(300)).deletedLines()).isNotEmpty();
    }
}
