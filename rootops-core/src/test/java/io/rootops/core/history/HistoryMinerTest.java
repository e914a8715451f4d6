package io.rootops.core.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.rootops.core.change.Author;
import io.rootops.core.risk.Feature;
import io.rootops.core.testing.GitFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a history may hold, each in a small repository of its own. */
class HistoryMinerTest {
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

    private MinedCommit last() {
        List<MinedCommit> mined = Mining.mine(directory);
        return mined.get(mined.size() - 1);
    }

    @Test
    void oneCommit() {
        String root = git.commit()
                .file("a.txt", "1\n2\n")
                .file("src/B.java", "int size = f(size);")
                .on("main");
        MinedCommit commit = last();
        assertThat(commit.commit().sha()).isEqualTo(root);
        assertThat(commit.commit().parents()).isEmpty();
        assertThat(Mining.rows(commit)).containsExactly("A a.txt +2 -0", "A src/B.java +1 -0");
        assertThat(commit.files().get(1).identifiers()).isEqualTo("size:2 int");
        assertThat(ChangedIdentifiers.counts("size:2 int")).containsExactly(entry("size", 2), entry("int", 1));
        assertThat(ChangedIdentifiers.counts("")).isEmpty();
        assertThat(feature(commit, Feature.LA)).isEqualTo(3);
        assertThat(feature(commit, Feature.ACALL)).isEqualTo(1);
        assertThat(feature(commit, Feature.SELFGAP)).isEqualTo(-1);
    }

    @Test
    void renamesKeepTheFile() {
        String body = "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\n";
        String a = git.commit().file("a", body).file("x", "x\n").on("main");
        String b = git.commit(a).move("a", "lib/b").on("main");
        String c = git.commit(b)
                .delete("lib/b")
                .file("lib/c", body.replace("two", "2"))
                .on("main");
        String d = git.commit(c).delete("lib/c").on("main");
        git.commit(d).file("lib/c", "back\n").file("a", "new\n").on("main");
        List<MinedCommit> mined = Mining.mine(directory);
        assertThat(Mining.rows(mined.get(1))).containsExactly("R a -> lib/b +0 -0");
        assertThat(Mining.rows(mined.get(2))).containsExactly("R lib/b -> lib/c +1 -1");
        assertThat(Mining.rows(mined.get(3))).containsExactly("D lib/c +0 -8");
        int id = mined.get(0).files().get(0).fileId();
        assertThat(mined.get(1).files().get(0).fileId()).isEqualTo(id);
        assertThat(mined.get(2).files().get(0).fileId()).isEqualTo(id);
        assertThat(mined.get(3).files().get(0).fileId()).isEqualTo(id);
        assertThat(mined.get(4).files())
                .extracting(MinedFile::fileId)
                .contains(id)
                .doesNotHaveDuplicates();
        assertThat(feature(mined.get(3), Feature.CHGMAX)).isEqualTo(3);
        assertThat(feature(mined.get(3), Feature.LT)).isEqualTo(8);
    }

    @Test
    void aCopyIsANewFile() {
        String a = git.commit().file("a", "1\n2\n3\n").on("main");
        git.commit(a).file("b", "1\n2\n3\n").on("main");
        assertThat(Mining.rows(last())).containsExactly("A b +3 -0");
    }

    @Test
    void mergesAreShownWithoutFilesOrFeatures() {
        String root = git.commit().file("a", "1\n").on("main");
        String side = git.commit(root).file("b", "1\n").write();
        String other = git.commit(root).file("c", "1\n").write();
        String main = git.commit(root).file("a", "2\n").write();
        String octopus =
                git.commit(main, side, other).file("b", "1\n").file("c", "1\n").on("main");
        List<MinedCommit> mined = Mining.mine(directory);
        assertThat(mined).extracting(it -> it.commit().sha()).containsExactly(root, main, side, other, octopus);
        assertThat(mined.get(4).commit().merge()).isTrue();
        assertThat(mined.get(4).files()).isEmpty();
        assertThat(mined.get(4).features()).isNull();
    }

    @Test
    void severalRoots() {
        String one = git.commit().file("a", "1\n").write();
        String two = git.commit().file("b", "1\n2\n").write();
        git.commit(one, two).file("b", "1\n2\n").on("main");
        List<MinedCommit> mined = Mining.mine(directory);
        assertThat(mined).extracting(it -> it.commit().sha()).startsWith(one, two);
        assertThat(Mining.rows(mined.get(1))).containsExactly("A b +2 -0");
    }

    @Test
    void binaryFilesHaveNoLines() {
        String a = git.commit().file("a", "1\n").file("b", "\0\n\n").on("main");
        git.commit(a).file("a", "\0\n").file("b", "text\n").on("main");
        assertThat(Mining.rows(last())).containsExactly("M a +0 -0 binary", "M b +0 -0 binary");
    }

    @Test
    void aNulBehindTheFirst8000BytesIsText() {
        git.commit().file("a", "x".repeat(8000) + "\0\n").on("main");
        assertThat(Mining.rows(last())).containsExactly("A a +1 -0");
    }

    @Test
    void submodulesAreLeftOut() {
        ObjectId elsewhere = ObjectId.fromString("1234567890123456789012345678901234567890");
        String a = git.commit()
                .file("a", "1\n")
                .entry("module", FileMode.GITLINK, elsewhere)
                .on("main");
        String b = git.commit(a).file("module", "now a file\n").on("main");
        git.commit(b).entry("module", FileMode.GITLINK, elsewhere).on("main");
        List<MinedCommit> mined = Mining.mine(directory);
        assertThat(Mining.rows(mined.get(0))).containsExactly("A a +1 -0");
        assertThat(Mining.rows(mined.get(1))).containsExactly("A module +1 -0");
        assertThat(Mining.rows(mined.get(2))).containsExactly("D module +0 -1");
    }

    @Test
    void symbolicLinksAreFilesAndModesCount() {
        ObjectId target = git.insert(Constants.OBJ_BLOB, "a".getBytes(StandardCharsets.UTF_8));
        String a = git.commit()
                .file("a", "1\n")
                .file("b", "1\n")
                .entry("link", FileMode.SYMLINK, target)
                .on("main");
        git.commit(a)
                .mode("a", FileMode.EXECUTABLE_FILE)
                .entry("b", FileMode.SYMLINK, target)
                .on("main");
        List<MinedCommit> mined = Mining.mine(directory);
        assertThat(Mining.rows(mined.get(0))).contains("A link +1 -0");
        assertThat(Mining.rows(mined.get(1))).containsExactly("M a +0 -0", "T b +1 -1");
    }

    @Test
    void aFileBecomesADirectory() {
        String a = git.commit().file("a", "1\n").file("a.b", "1\n").on("main");
        String b = git.commit(a).delete("a").file("a/x", "2\n").on("main");
        git.commit(b).delete("a/x").file("a", "3\n").on("main");
        List<MinedCommit> mined = Mining.mine(directory);
        assertThat(Mining.rows(mined.get(1))).containsExactly("D a +0 -1", "A a/x +1 -0");
        assertThat(Mining.rows(mined.get(2))).containsExactlyInAnyOrder("A a +1 -0", "D a/x +0 -1");
    }

    @Test
    void brokenEncodingsAndControlCharacters() {
        String a = git.commit()
                .rawPath("caf\u00e9/\u00ff.txt", "1\n")
                .file("gr\u00fc\u00df/\ttab\nfeed", "1\n")
                .rawAuthor(new byte[] {'J', 'o', 's', (byte) 0xe9, ' ', '<', 'J', '@', 'X', '>'})
                .rawMessage(new byte[] {'n', (byte) 0xe9, 0, 7, '\n'}, "ISO-8859-1")
                .on("main");
        git.commit(a)
                .rawAuthor("nobody at all".getBytes(StandardCharsets.UTF_8))
                .rawMessage("caf\u00e9".getBytes(StandardCharsets.UTF_8), "no-such-encoding")
                .on("main");
        List<MinedCommit> mined = Mining.mine(directory);
        assertThat(Mining.rows(mined.get(0)))
                .containsExactly("A caf\\xe9/\\xff.txt +1 -0", "A gr\u00fc\u00df/\ttab\nfeed +1 -0");
        assertThat(mined.get(0).commit().author()).isEqualTo(new Author("j@x", "Jos\u00e9", false));
        assertThat(mined.get(0).commit().message()).isEqualTo("n\u00e9\u0007");
        assertThat(mined.get(1).commit().message()).isEqualTo("caf\u00e9");
        assertThat(mined.get(1).commit().author().email()).isEmpty();
    }

    @Test
    void pathsOfAnyLength() {
        for (int length : new int[] {254, 255, 256, 257, 798, 799, 4096, 9000, 70_000}) {
            String ascii = "d/" + "n".repeat(length - 2);
            git.commit().file(ascii, "1\n").on("main");
            assertThat(Mining.rows(last())).containsExactly("A " + decoded(ascii) + " +1 -0");
            String accents = "é".repeat(length / 2);
            git.commit().file(accents, "1\n").on("main");
            assertThat(Mining.rows(last())).containsExactly("A " + decoded(accents) + " +1 -0");
        }
    }

    private static String decoded(String path) {
        byte[] raw = path.getBytes(StandardCharsets.UTF_8);
        return Paths.decode(raw, 0, raw.length);
    }

    @Test
    void datesOfAllTimes() {
        String a = git.commit().file("a", "1\n").at(-5).on("main");
        String b = git.commit(a)
                .file("a", "2\n")
                .times("9999999999999999 +0000", "99999999999 -1130")
                .on("main");
        git.commit(b)
                .file("a", "3\n")
                .times("1600000000 +0530", "1600000000 +0530")
                .on("main");
        List<MinedCommit> mined = Mining.mine(directory);
        assertThat(mined.get(0).commit().committedAt()).isEqualTo(Instant.ofEpochSecond(-5));
        assertThat(mined.get(1).commit().authoredAt()).isEqualTo(Instant.ofEpochSecond(RawCommit.LATEST));
        assertThat(mined.get(1).commit().committedAt()).isEqualTo(Instant.ofEpochSecond(99_999_999_999L));
        assertThat(feature(mined.get(2), Feature.HOUR)).isEqualTo(17);
        assertThat(feature(mined.get(2), Feature.AGE)).isZero();
    }

    @Test
    void peopleAreOneByMailmapAndNoreplyAddress() {
        String a = git.commit()
                .file(
                        ".mailmap",
                        "# people\nAda Lovelace <ada@new.org> <ADA@old.org>\n<bob@new.org> Bob <bob@old.org>\n")
                .author("ada", "ada@OLD.org")
                .on("main");
        String b = git.commit(a).file("f", "1\n").author("Bob", "bob@old.org").on("main");
        String c = git.commit(b)
                .file("f", "2\n")
                .author("Cy", "123+Cy@users.noreply.github.com")
                .on("main");
        String d = git.commit(c)
                .file("f", "3\n")
                .author("Cy", "cy@users.noreply.github.com")
                .on("main");
        git.commit(d)
                .file("f", "4\n")
                .author("dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com")
                .on("main");
        List<MinedCommit> mined = Mining.mine(directory);
        assertThat(mined)
                .extracting(it -> it.commit().author())
                .containsExactly(
                        new Author("ada@new.org", "Ada Lovelace", false),
                        new Author("bob@new.org", "Bob", false),
                        new Author("cy@users.noreply.github.com", "Cy", false),
                        new Author("cy@users.noreply.github.com", "Cy", false),
                        new Author("dependabot[bot]@users.noreply.github.com", "dependabot[bot]", true));
        assertThat(feature(mined.get(3), Feature.EXP)).isEqualTo(1);
    }

    @Test
    void aMissingOrDamagedFileCountsAsBinary() throws IOException {
        ObjectId missing = ObjectId.fromString("1234567890123456789012345678901234567890");
        ObjectId damaged = git.insert(Constants.OBJ_BLOB, "will be damaged".getBytes(StandardCharsets.UTF_8));
        git.commit()
                .file("a", "1\n")
                .entry("b", FileMode.REGULAR_FILE, missing)
                .entry("c", FileMode.REGULAR_FILE, damaged)
                .on("main");
        damage(damaged);
        try (GitHistory history = GitHistory.open(directory)) {
            MiningStats stats = new HistoryMiner(history, 1)
                    .mine(
                            history.arrivalOrder(
                                    history.defaultBranch().orElseThrow().sha(), it -> false),
                            new FeatureState(),
                            it -> assertThat(Mining.rows(it))
                                    .containsExactly("A a +1 -0", "A b +0 -0 binary", "A c +0 -0 binary"));
            assertThat(stats).isEqualTo(new MiningStats(1, 2, 0));
        } catch (UnreadableRepositoryException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aDamagedTreeOrCommitIsNamed() throws IOException {
        String a = git.commit().file("dir/a", "1\n").on("main");
        String b = git.commit(a).file("dir/a", "2\n").on("main");
        ObjectId tree = git.repository().resolve(b + "^{tree}");
        damage(tree);
        assertThatThrownBy(() -> Mining.mine(directory))
                .isInstanceOf(CorruptRepositoryException.class)
                .hasMessageContaining("cannot read tree " + tree.name())
                .hasMessageContaining("git fsck");
        Files.delete(loose(ObjectId.fromString(a)));
        assertThatThrownBy(() -> Mining.mine(directory))
                .isInstanceOf(CorruptRepositoryException.class)
                .hasMessageContaining("cannot read commit " + a);
    }

    @Test
    void aHundredMegabytesAreTakenForBinary() {
        byte[] large = new byte[100 << 20];
        Arrays.fill(large, (byte) '\n');
        String a = git.commit().file("large", large).file("small", "1\n").on("main");
        large = null;
        git.commit(a).delete("large").file("small", "2\n").on("main");
        List<MinedCommit> mined = Mining.mine(directory);
        assertThat(Mining.rows(mined.get(0))).containsExactly("A large +0 -0 binary", "A small +1 -0");
        assertThat(Mining.rows(mined.get(1))).containsExactly("D large +0 -0 binary", "M small +1 -1");
    }

    @Test
    void theEndOfAShallowCloneIsNotTakenForAHugeCommit() throws IOException {
        String a = git.commit().file("a", "1\n").on("main");
        String b = git.commit(a).file("b", "1\n").on("main");
        git.commit(b).file("b", "2\n").on("main");
        Files.writeString(directory.resolve("shallow"), b + "\n");
        Files.delete(loose(ObjectId.fromString(a)));
        List<MinedCommit> mined = Mining.mine(directory);
        assertThat(mined).hasSize(2);
        assertThat(mined.get(0).commit().sha()).isEqualTo(b);
        assertThat(mined.get(0).files()).isEmpty();
        assertThat(mined.get(0).features()).isNull();
        assertThat(Mining.rows(mined.get(1))).containsExactly("M b +1 -1");
    }

    @Test
    void stopsWhenItsThreadIsInterrupted() {
        String last = git.commit().file("a", "0\n").on("main");
        for (int i = 1; i < 600; i++) {
            last = git.commit(last).file("a", i + "\n").write();
        }
        git.branch("main", last);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Mining.mine(directory, 2)).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static float feature(MinedCommit commit, Feature feature) {
        return Objects.requireNonNull(commit.features()).get(feature);
    }

    private Path loose(ObjectId id) {
        return directory
                .resolve("objects")
                .resolve(id.name().substring(0, 2))
                .resolve(id.name().substring(2));
    }

    private void damage(ObjectId id) throws IOException {
        Path file = loose(id);
        file.toFile().setWritable(true);
        byte[] data = Files.readAllBytes(file);
        for (int i = data.length / 2; i < data.length; i++) {
            data[i] ^= 0x55;
        }
        Files.write(file, data);
    }
}
