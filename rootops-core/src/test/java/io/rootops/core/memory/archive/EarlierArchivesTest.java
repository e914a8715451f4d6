package io.rootops.core.memory.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.CommitMemory;
import io.rootops.core.memory.Database;
import io.rootops.core.memory.DeliveryMemory;
import io.rootops.core.memory.ModelMemory;
import io.rootops.core.memory.PullRequestMemory;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.memory.ShaMatch;
import io.rootops.core.memory.TokenMemory;
import io.rootops.core.testing.MemoryRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What earlier releases wrote, or would have written, is read and brought up to date. */
class EarlierArchivesTest {
    private static final Path KEPT = Path.of("src/test/resources/archives");

    @TempDir
    private Path directory;

    static IntStream schemas() {
        return IntStream.rangeClosed(1, MigratedDatabase.newestSchema());
    }

    /** There was no export before schema 23, so these are made from databases as those releases left them. */
    @ParameterizedTest
    @MethodSource("schemas")
    void aMemoryOfEachSchemaIsReadWithAllThatItHolds(int schema) {
        try (MigratedDatabase old = MigratedDatabase.of(schema)) {
            MemoryRows.insert(old.database(), schema, 2);
            ArchiveContents contents = old.export(directory.resolve("old"));

            assertThat(contents.schema()).isEqualTo(schema);
            assertThatItIsReadWhole(directory.resolve("old"));
        }
    }

    static List<Path> kept() throws Exception {
        try (Stream<Path> files = Files.list(KEPT)) {
            return files.sorted().toList();
        }
    }

    /** Written by the release of their schema itself; {@code make archive} keeps one of this checkout. */
    @ParameterizedTest
    @MethodSource("kept")
    void anArchiveThatWasKeptIsReadWithAllThatItHolds(Path file) {
        assertThatItIsReadWhole(file);
    }

    private static void assertThatItIsReadWhole(Path file) {
        ArchiveContents contents;
        try (ArchiveFile archive = ArchiveFile.open(file)) {
            contents = archive.contents();
        }
        try (MigratedDatabase to = MigratedDatabase.withoutTables()) {
            assertThat(to.load(file)).isEmpty();

            assertThat(to.schema()).isEqualTo(MigratedDatabase.newestSchema());
            for (ArchivedTable table : contents.tables()) {
                assertThat(to.database().dsl().fetchCount(DSL.table(table.name())))
                        .as(table.name())
                        .isEqualTo((int) table.rows());
            }
            try (Database database = to.database().open()) {
                assertThatItsDoorsAreOpen(database, contents.schema());
            }
        }
    }

    private static void assertThatItsDoorsAreOpen(Database database, int schema) {
        TrackedRepository shop =
                new RepositoryMemory(database.dsl()).named("acme/shop1").orElseThrow();
        assertThat(shop.scoredCommits()).isEqualTo(2);
        assertThat(new CommitMemory(database.dsl()).find(shop.id(), "a1a1a1a1"))
                .isInstanceOfSatisfying(ShaMatch.Found.class, it -> {
                    assertThat(it.commit().summary().subject()).isEqualTo("Add the till");
                    assertThat(it.commit().summary().risk()).isNotNull();
                });
        assertThat(new ModelMemory(database.dsl(), InstantSource.system()).promoted(shop.id()))
                .isPresent();
        if (schema >= 3) {
            assertThat(new TokenMemory(database.dsl(), InstantSource.system()).all())
                    .extracting(it -> it.name())
                    .containsExactly("ci");
        }
        if (schema >= 4) {
            assertThat(new DeliveryMemory(database.dsl()).newest(null, 9)).hasSize(2);
        }
        if (schema >= 10) {
            assertThat(new PullRequestMemory(database.dsl()).bringing(shop.id(), "b1".repeat(20)))
                    .isPresent();
        }
    }
}
