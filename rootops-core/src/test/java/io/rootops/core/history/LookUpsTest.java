package io.rootops.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.DeletedLines;
import io.rootops.core.testing.GitFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who wrote the lines that a branch replaces, as far as there is time to look. */
class LookUpsTest {
    private static final Instant START = Instant.parse("2026-03-14T12:00:00Z");
    private static final int AUTHORS = 40;

    @TempDir
    Path directory;

    private GitFixture git;
    private final List<String> wrote = new ArrayList<>();
    private String main = "";

    /** A.java, each of whose lines is of another commit, and B.java. */
    @BeforeEach
    void write() {
        git = GitFixture.bare(directory);
        StringBuilder text = new StringBuilder();
        main = git.commit().file("B.java", "int b;\n").write();
        for (int i = 0; i < AUTHORS; i++) {
            text.append("int line").append(i).append(";\n");
            main = git.commit(main).file("A.java", text.toString()).write();
            wrote.add(main);
        }
        git.branch("main", main);
        git.commit(main)
                .file("A.java", "int other;\n")
                .file("B.java", "int c;\n")
                .on("topic");
    }

    @AfterEach
    void close() {
        git.close();
    }

    @Test
    void inTimeAllAreFound() throws Exception {
        assertThat(replaced(LookUps.until(START.plusSeconds(2), 10, InstantSource.fixed(START))))
                .hasSize(AUTHORS + 1)
                .containsAll(wrote);
    }

    @Test
    void whenTheTimeIsUpWhatWasFoundCounts() throws Exception {
        Instant[] now = {START};
        InstantSource ticking = () -> now[0] = now[0].plusMillis(1);

        List<String> found = replaced(LookUps.until(START.plusMillis(40), 10, ticking));

        assertThat(found).hasSizeBetween(1, AUTHORS - 1);
        assertThat(wrote).containsAll(found);
    }

    @Test
    void afterwardsNothingIsLookedUp() throws Exception {
        assertThat(replaced(LookUps.until(START, 10, InstantSource.fixed(START))))
                .isEmpty();
    }

    @Test
    void noMoreFilesThanAllowed() throws Exception {
        assertThat(replaced(LookUps.until(START.plusSeconds(2), 1, InstantSource.fixed(START))))
                .containsExactlyInAnyOrderElementsOf(wrote);
    }

    /** A second object database would find nothing without it; that of millions of objects takes hundreds of megabytes. */
    @Test
    void thePackIndexIsReadOnce() throws Exception {
        GitHistoryTest.run(directory, "git", "gc", "-q");
        try (GitHistory history = GitHistory.open(directory)) {
            assertThat(history.contains(main)).isTrue();
            for (Path index : indexes()) {
                Files.delete(index);
            }

            assertThat(replaced(history, LookUps.until(START.plusSeconds(2), 10, InstantSource.fixed(START))))
                    .hasSize(AUTHORS + 1);
            assertThat(history.contains(main))
                    .as("and the repository is open still")
                    .isTrue();
        }
    }

    private List<Path> indexes() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("objects/pack"))) {
            List<Path> indexes =
                    files.filter(it -> it.toString().endsWith(".idx")).toList();
            assertThat(indexes).isNotEmpty();
            return indexes;
        }
    }

    /** The commits whose lines the branch replaces. */
    private List<String> replaced(LookUps lookUps) throws UnreadableRepositoryException {
        try (GitHistory history = GitHistory.open(directory)) {
            return replaced(history, lookUps);
        }
    }

    private List<String> replaced(GitHistory history, LookUps lookUps) {
        String topic = history.branches().stream()
                .filter(it -> it.name().equals("topic"))
                .findFirst()
                .orElseThrow()
                .sha();
        List<String> origins = new ArrayList<>();
        HistoryMiner.followingLines(history, 1, lookUps)
                .mine(
                        history.arrivalOrder(topic, main::equals),
                        new FeatureState(),
                        it -> it.deletedLines().stream()
                                .map(DeletedLines::origin)
                                .forEach(origins::add));
        return origins;
    }
}
