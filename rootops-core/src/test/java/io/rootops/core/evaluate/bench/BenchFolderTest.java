package io.rootops.core.evaluate.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootops.core.evaluate.InventedHistory;
import io.rootops.core.evaluate.LabelledCommit;
import io.rootops.core.risk.Feature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchFolderTest {
    @TempDir
    private Path directory;

    private Folder folder;

    @BeforeEach
    void open() {
        folder = new Folder(directory);
    }

    @Test
    void readsPlainAndPackedFilesAlike() throws IOException {
        folder.dated("a_one.csv", 1, 40);
        folder.dated("b_one.csv.gz", 1, 40);
        List<BenchProject> projects = BenchFolder.read(directory);

        assertThat(projects).extracting(BenchProject::source).containsExactly("a", "b");
        assertThat(projects).extracting(BenchProject::name).containsOnly("one");
        assertThat(projects.get(0).commits()).isEqualTo(projects.get(1).commits());
        List<LabelledCommit> commits = InventedHistory.of(1, 40);
        assertThat(projects.get(0).commits().get(7).features())
                .isEqualTo(commits.get(7).features());
        assertThat(projects.get(0).commits())
                .extracting(LabelledCommit::badKnownAt)
                .isEqualTo(commits.stream().map(LabelledCommit::badKnownAt).toList());
    }

    @Test
    void aFileWithTheFourteenIsMeasuredOnThese() throws IOException {
        folder.undated("issta21_small.csv", 2, 30);
        BenchProject project = BenchFolder.read(directory).get(0);

        assertThat(project.features()).isEqualTo(Feature.kamei());
        assertThat(project.dated()).isFalse();
        assertThat(project.commits().get(3).features().get(Feature.CODEADD)).isNaN();
        // 2012-01-01 was a Sunday; the hour comes from the author's time where the column is absent.
        assertThat(project.commits().get(1).features().get(Feature.HOUR)).isEqualTo(6);
        assertThat(project.commits().get(1).features().get(Feature.WDAY)).isEqualTo(6);
    }

    @Test
    void namesThatCarryTheirLimits() throws IOException {
        folder.undated("apachejit_a-b.csv", 2, 5);
        folder.undated("commitguru_x.csv", 2, 5);
        folder.undated("mystery_y.csv", 2, 5);
        folder.undated("trailers_z_1.csv", 2, 5);
        folder.write("apachejit_other_buggy_labels.csv", List.of("project,sha", "A,b"));
        folder.write("README.md", List.of("not data"));

        assertThat(BenchFolder.read(directory))
                .extracting(BenchProject::name, it -> it.limit().toString().substring(0, 5))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a-b", "2018-"),
                        org.assertj.core.groups.Tuple.tuple("x", "2016-"),
                        org.assertj.core.groups.Tuple.tuple(
                                "y", Instant.MAX.toString().substring(0, 5)),
                        org.assertj.core.groups.Tuple.tuple("z_1", "2023-"));
    }

    @Test
    void whatIsEmptyIsUnknown() throws IOException {
        List<String> lines = Folder.lines(1, 5, List.of(Feature.values()), true);
        folder.write("a_b.csv", Folder.damaged(lines, 2, 4, ""));

        assertThat(BenchFolder.read(directory)
                        .get(0)
                        .commits()
                        .get(1)
                        .features()
                        .get(Feature.NF))
                .isNaN();
    }

    @Test
    void anEmptyFolderIsNamed() {
        assertRefused("holds no labelled commits; expected files named SOURCE_PROJECT.csv");
        assertThatThrownBy(() -> BenchFolder.read(directory.resolve("none")))
                .isInstanceOf(UnreadableDataException.class)
                .hasMessageContaining("none: cannot be listed (NoSuchFileException)");
    }

    @Test
    void aMissingColumnIsNamed() throws IOException {
        folder.write("a_b.csv", List.of("commit_time,ns,nd", "1,2,3"));

        assertRefused("a_b.csv: the header lacks nf, ent, la, ld, lt, fix, ndev, age, nuc, exp, rexp, sexp, buggy;");
    }

    @Test
    void aFileWithoutCommitsIsNamed() throws IOException {
        folder.write("a_b.csv", Folder.lines(1, 0, Feature.kamei(), false));

        assertRefused("a_b.csv: holds no commit");
        Files.write(directory.resolve("a_b.csv"), new byte[0]);
        assertRefused("a_b.csv: the header lacks commit_time or author_time");
    }

    @Test
    void rowsOutOfOrderAreNamed() throws IOException {
        List<String> lines = new ArrayList<>(Folder.lines(1, 9, Feature.kamei(), false));
        lines.add(lines.remove(3));
        folder.write("a_b.csv", lines);

        assertRefused("a_b.csv, line 10: older than the line before; expected the oldest commit first");
    }

    @Test
    void damagedRowsAreNamed() throws IOException {
        List<String> lines = Folder.lines(1, 9, Feature.kamei(), false);
        folder.write("a_b.csv", Folder.damaged(lines, 4, 3, "many"));
        assertRefused("a_b.csv, line 5: nf is 'many'; expected a number");

        folder.write("a_b.csv", Folder.damaged(lines, 4, 3, "1,2"));
        assertRefused("a_b.csv, line 5: 17 fields; expected 16");
    }

    @Test
    void aDamagedArchiveIsNamed() throws IOException {
        Path file = folder.dated("a_b.csv.gz", 1, 400);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertRefused("a_b.csv.gz: cannot be read after line");

        Files.writeString(file, "no archive at all");
        assertRefused("a_b.csv.gz: cannot be read after line 1 (Not in GZIP format)");
    }

    private void assertRefused(String words) {
        assertThatThrownBy(() -> BenchFolder.read(directory))
                .isInstanceOf(UnreadableDataException.class)
                .hasMessageStartingWith(directory.toString())
                .hasMessageContaining(words);
    }
}
