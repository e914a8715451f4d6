package io.rootops.core.memory.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootops.core.memory.BareDatabase;
import io.rootops.core.settings.Secret;
import io.rootops.core.testing.MemoryRows;
import io.rootops.core.testing.SmallDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveFileTest {
    @TempDir
    private Path directory;

    @Test
    void whatIsReadBackIsWhatWasWrittenInEachTable() throws Exception {
        try (MigratedDatabase from = MigratedDatabase.newest();
                MigratedDatabase to = MigratedDatabase.withoutTables()) {
            MemoryRows.insert(from.database(), from.schema(), 2);
            assertThat(from.filled())
                    .as("each table has a row in MemoryRows: add one for a new table")
                    .containsExactlyElementsOf(from.tables().keySet());

            ArchiveContents written = from.export(file("a"));
            List<String> leftOut = to.load(file("a"));
            ArchiveContents again = to.export(file("b"));

            assertThat(leftOut).isEmpty();
            assertThat(again.tables()).isEqualTo(written.tables());
            assertThat(again.sequences()).isEqualTo(written.sequences()).isNotEmpty();
            assertThat(again.schema()).isEqualTo(from.schema());
            assertThat(to.catalogue()).isEqualTo(from.catalogue());
            // Numbers go on behind those that were given.
            to.database().execute("insert into repository (name, location, kind) values ('x', 'x', 'local')");
            assertThat(to.database().dsl().fetchValue("select max(id) from repository"))
                    .isEqualTo(3);
        }
    }

    @Test
    void aFileIsForItsOwnerOnlyAndNeverWrittenOver() throws Exception {
        try (MigratedDatabase from = MigratedDatabase.newest();
                BareDatabase bare = from.bare()) {
            ArchiveContents contents =
                    ArchiveFile.write(file("a"), bare, new Secret("a key\n"), "1.2.3", () -> Instant.EPOCH);

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("a"))))
                    .isEqualTo("rw-------");
            assertThat(directory.toFile().list()).containsExactly("a");
            try (ArchiveFile archive = ArchiveFile.open(file("a"))) {
                archive.verify();
                assertThat(archive.contents()).isEqualTo(contents);
                assertThat(archive.key()).contains(new Secret("a key\n"));
                assertThat(contents.release()).isEqualTo("1.2.3");
                assertThat(contents.madeAt()).isEqualTo(Instant.EPOCH);
                assertThat(contents.postgres()).matches("1[5-9]\\.\\d+");
            }
            assertThatThrownBy(() -> from.export(file("a")))
                    .hasMessageContaining("is there already: name another file");
            assertThatThrownBy(() -> from.export(directory.resolve("no/where")))
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageContaining("no/where cannot be written (there is no directory ");
        }
        try (MigratedDatabase none = MigratedDatabase.withoutTables()) {
            assertThatThrownBy(() -> none.export(file("b"))).hasMessageContaining("holds no memory of RootOps");
        }
    }

    @Test
    void onAFullDiskNothingIsLeftAndItIsSaidWhatToDo() throws Exception {
        try (MigratedDatabase from = MigratedDatabase.newest();
                SmallDisk disk = SmallDisk.mount(directory, "size=64k")) {
            MemoryRows.insert(from.database(), from.schema(), 1);
            // What does not shrink: more than is left.
            from.database()
                    .execute("insert into webhook_inbox (delivery_guid, body_sha256, event, body)"
                            + " select 'large', '\\x', 'push', string_agg(sha256(i::text::bytea), '')"
                            + " from generate_series(1, 10000) i");

            assertThatThrownBy(() -> from.export(file("a")))
                    .isInstanceOf(ArchiveException.class)
                    .hasMessage(file("a") + " cannot be written (No space left on device): make room there, or name"
                            + " another place.");

            assertThat(directory).isEmptyDirectory();
            // Nor is what was there harmed, and the file can be written as soon as there is room.
            from.database().execute("delete from webhook_inbox");
            from.export(file("a"));
            assertThat(directory.toFile().list()).containsExactly("a");
            disk.fill();
            assertThatThrownBy(() -> from.export(file("b"))).isInstanceOf(ArchiveException.class);
            try (ArchiveFile archive = ArchiveFile.open(file("a"))) {
                archive.verify();
            }
        }
    }

    @Test
    void itHoldsOneMomentWhileOthersWrite() throws Exception {
        try (MigratedDatabase from = MigratedDatabase.newest()) {
            MemoryRows.insert(from.database(), from.schema(), 1);
            AtomicBoolean stop = new AtomicBoolean();
            CountDownLatch begun = new CountDownLatch(5);
            Thread writer = new Thread(() -> {
                for (int i = 10; !stop.get(); i++) { // both or none
                    from.database()
                            .execute("begin; insert into author values (1, " + i + ", '" + i
                                    + "', '', false); insert into path values (1, " + i + ", '" + i + "'); commit");
                    begun.countDown();
                }
            });
            writer.start();
            try {
                assertThat(begun.await(5, TimeUnit.MINUTES)).isTrue();
                for (int i = 0; i < 5; i++) {
                    ArchiveContents contents = from.export(file("a" + i));

                    assertThat(contents.rows("author"))
                            .isEqualTo(contents.rows("path"))
                            .isGreaterThan(5);
                }
            } finally {
                stop.set(true);
                writer.join();
            }
        }
    }

    @Test
    void whatIsCutShortOrChangedIsRefusedBeforeAnythingIsRead() throws Exception {
        try (MigratedDatabase from = MigratedDatabase.newest()) {
            MemoryRows.insert(from.database(), from.schema(), 2);
            ArchiveContents contents = from.export(file("a"));
            byte[] whole = Files.readAllBytes(file("a"));

            for (int length = 0; length < whole.length; length += 1 + whole.length / 40) {
                Path cut = Files.write(file("cut"), Arrays.copyOf(whole, length));
                assertThatThrownBy(() -> verified(cut)).isInstanceOf(ArchiveException.class);
            }
            int refused = 0;
            for (int at = 0; at < whole.length; at += 1 + whole.length / 400) {
                byte[] changed = whole.clone();
                changed[at] ^= 0x10;
                Path file = Files.write(file("changed"), changed);
                try {
                    // What the ZIP says twice, such as the time of an entry, may differ; what it holds may not.
                    assertThat(verified(file)).isEqualTo(contents);
                } catch (ArchiveException e) {
                    refused++;
                    assertThat(e).hasMessageContaining(file.toString()).hasMessageNotContaining("\n");
                }
            }
            assertThat(refused).isGreaterThan(200);
        }
        Files.writeString(file("text"), "insert into");
        assertThatThrownBy(() -> verified(file("text"))).hasMessageContaining("is no archive of RootOps");
        assertThatThrownBy(() -> verified(file("none"))).hasMessageContaining("none is no file that this user can see");
        try (ZipOutputStream other = new ZipOutputStream(Files.newOutputStream(file("zip")))) {
            other.putNextEntry(new ZipEntry("readme"));
        }
        assertThatThrownBy(() -> verified(file("zip")))
                .hasMessageContaining("is no archive of RootOps: it has no contents");
        assertThatThrownBy(() -> ContentsText.parse("rootops-archive 2\n", "f"))
                .hasMessage(
                        "f has the archive format 2 and this RootOps reads 1: import it with the release that wrote it,"
                                + " or a newer one.");
    }

    private static ArchiveContents verified(Path file) {
        try (ArchiveFile archive = ArchiveFile.open(file)) {
            archive.verify();
            return archive.contents();
        }
    }

    @Test
    void rowsThatTheSchemaForbidsAreNotReadNorAnyOther() throws Exception {
        try (MigratedDatabase from = MigratedDatabase.newest();
                MigratedDatabase to = MigratedDatabase.withoutTables();
                MigratedDatabase whole = MigratedDatabase.newest()) {
            MemoryRows.insert(from.database(), from.schema(), 1);
            from.database()
                    .execute("alter table commit_message drop constraint commit_message_repository_id_commit_id_fkey");
            from.database().execute("insert into commit_message values (1, 99, 'of a commit that is not there')");
            from.export(file("a"));

            assertThatThrownBy(() -> to.load(file("a")))
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageContaining("none of its rows is there")
                    .hasMessageNotContaining("\n");

            assertThat(to.filled()).isEmpty();
            assertThat(to.catalogue()).isEqualTo(whole.catalogue());
        }
    }

    @Test
    void onlyAnEmptyDatabaseIsFilled() throws Exception {
        try (MigratedDatabase from = MigratedDatabase.newest();
                MigratedDatabase old = MigratedDatabase.of(22);
                MigratedDatabase to = MigratedDatabase.newest();
                MigratedDatabase theirs = MigratedDatabase.withoutTables()) {
            MemoryRows.insert(from.database(), from.schema(), 1);
            from.export(file("a"));
            old.export(file("old"));

            assertThatThrownBy(() -> from.load(file("a")))
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageContainingAll("holds a memory already (rows in ", "import into an empty one");
            assertThatThrownBy(() -> to.load(file("old")))
                    .hasMessageContainingAll("has the empty tables of schema " + to.schema(), "the archive's 22");
            theirs.database().execute("create table theirs (id int)");
            assertThatThrownBy(() -> theirs.load(file("a"))).hasMessageContaining("holds tables of another program");

            to.load(file("a")); // has tables, but no row
            assertThat(to.filled()).contains("repository");
        }
    }

    @Test
    void anArchiveOfANewerReleaseIsRefusedAndAStrangeTableLeftOut() throws Exception {
        try (MigratedDatabase from = MigratedDatabase.newest();
                MigratedDatabase to = MigratedDatabase.withoutTables()) {
            from.database().execute("create table \"their own\" as select 1 as \"one, two\"");
            from.export(file("theirs"));
            from.database()
                    .execute("insert into flyway_schema_history (installed_rank, version, description, type, script,"
                            + " installed_by, execution_time, success) values (999, '999', 'later', 'SQL',"
                            + " 'V999__later.sql', 'x', 1, true)");
            from.export(file("newer"));

            assertThatThrownBy(() -> to.load(file("newer")))
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageContainingAll(
                            "written by RootOps 0.0.test with schema 999",
                            "schemas up to " + MigratedDatabase.newestSchema());
            assertThat(to.schema()).isZero();
            assertThat(to.load(file("theirs"))).containsExactly("their own");
        }
    }

    private Path file(String name) {
        return directory.resolve(name);
    }
}
