package io.rootops.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.change.TrackedRepository.Kind;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.pattern.Hotspots;
import io.rootops.core.testing.GitFixture;
import io.rootops.core.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HotspotSearchTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final String OLD = "src/Old.java";
    private static final String TEXT = "class Old {\n    int one;\n    int two;\n    int three;\n    int four;\n}\n";

    @TempDir
    private Path directory;

    private TestDatabase db;
    private GitFixture git;
    private TrackedRepository shop;
    private HotspotSearch search;

    @BeforeEach
    void open() {
        db = TestDatabase.create();
        Path clone = directory.resolve("shop.git");
        git = GitFixture.bare(clone);
        shop = new RepositoryMemory(db.dsl()).track("acme/shop", clone.toString(), Kind.LOCAL, null);
        search = new HotspotSearch(db.dsl(), it -> Optional.of(clone));
    }

    @AfterEach
    void close() {
        git.close();
        db.close();
    }

    @Test
    void whatABranchChangedUnderNamesThatAreGoneIsFoundWhereItIsNow() {
        merged();

        assertThat(found(search, NOW)).containsExactly("src/New.java 3");
        assertThat(found(withoutClone(), NOW))
                .as("what gave a file its name tells where it is")
                .containsExactly("src/New.java 3");
    }

    @Test
    void whatAMergeItselfTookAwayIsKnownFromTheCloneAlone() {
        String first = git.commit()
                .file(OLD, TEXT)
                .file("src/Lost.java", "1\n")
                .at(at(9))
                .on("main");
        String side = git.commit(first).file("src/Side.java", "1\n").at(at(8)).write();
        git.commit(first, side)
                .file("src/Side.java", "1\n")
                .delete("src/Lost.java")
                .at(at(7))
                .on("main");
        read();

        assertThat(found(search, NOW)).containsExactly(OLD + " 1", "src/Side.java 1");
        assertThat(found(withoutClone(), NOW)).contains("src/Lost.java 1");
    }

    @Test
    void whatWasFoundIsKeptForAWhileUnlessMoreWasReadSince() {
        merged();
        HotspotSearch later = withoutClone();
        assertThat(found(search, NOW)).hasSize(1);
        assertThat(found(later, NOW)).hasSize(1);
        db.execute("delete from file_change");

        assertThat(found(search, NOW.plus(Duration.ofMinutes(9)))).hasSize(1);
        assertThat(found(search, NOW.plus(Duration.ofMinutes(10)))).isEmpty();

        assertThat(found(later, NOW.plus(Duration.ofMinutes(9)))).hasSize(1);
        db.execute("update repository set outcome_revision = outcome_revision + 1");
        assertThat(found(later, NOW.plus(Duration.ofMinutes(9)))).isEmpty();
    }

    @Test
    void whatTakesLongerThanSomebodyWaitsIsThereForWhoAsksAgain() {
        merged();
        HotspotSearch hurried = new HotspotSearch(db.dsl(), it -> Optional.empty(), Duration.ofMillis(100));

        db.dsl().transaction(tx -> {
            tx.dsl().execute("lock table file_change in access exclusive mode");
            assertThat(hurried.of(shop, Duration.ofDays(90), NOW)).isEmpty();
            assertThat(hurried.of(shop, Duration.ofDays(90), NOW))
                    .as("it is not counted twice")
                    .isEmpty();
        });

        Optional<Hotspots> later = Optional.empty();
        while (later.isEmpty()) {
            later = hurried.of(shop, Duration.ofDays(90), NOW);
        }
        assertThat(later.orElseThrow().files()).hasSize(1);
    }

    private HotspotSearch withoutClone() {
        return new HotspotSearch(db.dsl(), it -> Optional.empty());
    }

    /** The branch comes after the renaming and the deletion, and leaves neither undone. */
    private void merged() {
        String first = git.commit()
                .file(OLD, TEXT)
                .file("src/Gone.java", "1\n")
                .at(at(9))
                .on("main");
        String moved = git.commit(first)
                .move(OLD, "src/New.java")
                .delete("src/Gone.java")
                .at(at(8))
                .on("main");
        read();
        String edited = git.commit(first)
                .file(OLD, TEXT.replace("four", "five"))
                .file("src/Gone.java", "2\n")
                .at(at(7))
                .write();
        git.commit(moved, edited)
                .file("src/New.java", TEXT.replace("four", "five"))
                .at(at(6))
                .on("main");
        read();
    }

    private void read() {
        Readings.read(db, shop, () -> NOW, true);
    }

    private List<String> found(HotspotSearch by, Instant now) {
        return by.of(shop, Duration.ofDays(30), now).orElseThrow().files().stream()
                .map(it -> it.changes().path() + " " + it.changes().commits())
                .sorted()
                .toList();
    }

    private static long at(int daysAgo) {
        return NOW.minus(Duration.ofDays(daysAgo)).getEpochSecond();
    }
}
