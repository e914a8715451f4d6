package io.rootops.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.ChangedFile;
import io.rootops.core.change.FileStatus;
import io.rootops.core.change.ListedCommit;
import io.rootops.core.change.ListedFile;
import io.rootops.core.risk.Feature;
import io.rootops.core.risk.Feature.Family;
import io.rootops.core.risk.Features;
import io.rootops.core.testing.GitFixture;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListedDiffTest {
    private static final String OLD = "class Pay {\n    int once = 1;\n}\n";
    private static final String NEW =
            "class Pay {\n    int once(int a) {\n        return a > 0 && a < 9 ? all(a, 12) : 0;\n    }\n}\n";
    private static final String PATCH = "@@ -1,3 +1,5 @@\n class Pay {\n-    int once = 1;\n+    int once(int a) {\n"
            + "+        return a > 0 && a < 9 ? all(a, 12) : 0;\n+    }\n }";

    @TempDir
    private Path directory;

    @Test
    void aWholeListWithPatchesHasTheFeaturesThatGitHas() throws Exception {
        List<MinedCommit> mined = new ArrayList<>();
        try (GitFixture fixture = GitFixture.bare(directory.resolve("shop.git"))) {
            String first = fixture.commit().file("src/Pay.java", OLD).on("main");
            fixture.commit(first)
                    .file("src/Pay.java", NEW)
                    .file("notes.txt", "a\n")
                    .message("Fix #1: pay all")
                    .on("main");
            try (GitHistory git = GitHistory.open(directory.resolve("shop.git"))) {
                String head = git.defaultBranch().orElseThrow().sha();
                new HistoryMiner(git, 1).mine(git.arrivalOrder(head, it -> false), new FeatureState(), mined::add);
            }
        }
        FeatureState past = new FeatureState();
        past.replay(new PastCommit(
                mined.get(0).commit().committedAt().getEpochSecond(),
                "ada@example.org",
                false,
                false,
                List.of(new PastFile("src/Pay.java", 1, 3, 0))));
        MinedCommit git = mined.get(1);

        MinedCommit listed = ListedDiff.of(listed(
                        git.commit().committedAt(),
                        "Fix #1: pay all",
                        file("notes.txt", FileStatus.ADDED, 1, 0, null),
                        file("src/Pay.java", FileStatus.MODIFIED, 3, 1, PATCH)))
                .mined(past, true);

        Features expected = Objects.requireNonNull(git.features());
        Features features = Objects.requireNonNull(listed.features());
        assertThat(Arrays.stream(Feature.values())
                        .filter(it -> it != Feature.HOUR && it != Feature.WDAY)
                        .filter(it -> features.get(it) != expected.get(it)))
                .isEmpty();
        assertThat(features.get(Feature.ACOND)).isPositive();
        assertThat(features.get(Feature.HOUR)).isNaN();
        assertThat(listed.files()).extracting(MinedFile::fileId).containsExactly(2, 1);
        assertThat(listed.files())
                .extracting(MinedFile::identifiers)
                .isEqualTo(git.files().stream().map(MinedFile::identifiers).toList());
    }

    @Test
    void codeWhosePatchIsNotWholeHasUnknownContent() {
        for (String patch : Arrays.asList(null, "", PATCH.substring(0, PATCH.indexOf("+    }")))) {
            Features features = features(file("src/Pay.java", FileStatus.ADDED, 3, 1, patch));

            assertThat(Arrays.stream(Feature.values())
                            .filter(it -> it.family() == Family.CONTENT)
                            .map(features::get))
                    .allMatch(it -> it.isNaN());
            assertThat(features.get(Feature.LA)).isEqualTo(3);
        }
    }

    @Test
    void whatIsNoCodeNeedsNoPatch() {
        Features features = features(
                file("README.md", FileStatus.ADDED, 9, 0, null),
                file("src/test/PayTest.java", FileStatus.ADDED, 9, 0, null));

        assertThat(features.get(Feature.ACALL)).isZero();
        assertThat(features.get(Feature.NUC)).as("new files have no past").isZero();
        assertThat(features.get(Feature.EXP)).as("what the author did before").isNaN();
    }

    @Test
    void anUnknownPastIsNotTakenForNone() {
        ListedDiff diff = ListedDiff.of(listed(
                Instant.EPOCH,
                "Change",
                file("a.txt", FileStatus.ADDED, 1, 0, null),
                file("b.txt", FileStatus.MODIFIED, 1, 0, null)));

        Features never =
                Objects.requireNonNull(diff.mined(new FeatureState(), false).features());
        Features partly =
                Objects.requireNonNull(diff.mined(new FeatureState(), true).features());

        for (Features features : List.of(never, partly)) {
            assertThat(features.get(Feature.NUC)).isNaN();
            assertThat(features.get(Feature.LT)).isNaN();
            assertThat(features.get(Feature.OWN)).isNaN();
            assertThat(features.get(Feature.NF)).isEqualTo(2);
        }
        assertThat(partly.get(Feature.EXP)).isZero();
        assertThat(never.get(Feature.REPO7)).isNaN();
    }

    @Test
    void ofACutListTheLinesCountInFull() {
        ListedCommit cut = new ListedCommit(
                "ab".repeat(20),
                List.of(),
                "Ada",
                "ada@example.org",
                Instant.EPOCH,
                Instant.EPOCH,
                "All",
                List.of(file("src/Pay.java", FileStatus.ADDED, 3, 1, PATCH)),
                false,
                70_000,
                5);

        Features features = Objects.requireNonNull(
                ListedDiff.of(cut).mined(new FeatureState(), true).features());

        assertThat(features.get(Feature.LA)).isEqualTo(70_000);
        assertThat(features.get(Feature.LD)).isEqualTo(5);
        assertThat(features.get(Feature.ACALL)).isNaN();
    }

    @Test
    void aMergeHasNone() {
        ListedCommit merge = new ListedCommit(
                "ab".repeat(20),
                List.of("cd".repeat(20), "ef".repeat(20)),
                "Ada",
                "ada@example.org",
                Instant.EPOCH,
                Instant.EPOCH,
                "Merge",
                List.of(file("a.txt", FileStatus.ADDED, 1, 0, null)),
                true,
                1,
                0);

        MinedCommit mined = ListedDiff.of(merge).mined(new FeatureState(), true);

        assertThat(mined.features()).isNull();
        assertThat(mined.files()).isEmpty();
    }

    private static Features features(ListedFile... files) {
        return Objects.requireNonNull(ListedDiff.of(listed(Instant.EPOCH, "Change", files))
                .mined(new FeatureState(), false)
                .features());
    }

    private static ListedCommit listed(Instant at, String message, ListedFile... files) {
        return new ListedCommit(
                "ab".repeat(20), List.of(), "Ada", "ada@example.org", at, at, message, List.of(files), true, 0, 0);
    }

    private static ListedFile file(String path, FileStatus status, int added, int deleted, @Nullable String patch) {
        return new ListedFile(new ChangedFile(path, null, status, false, added, deleted), patch);
    }
}
