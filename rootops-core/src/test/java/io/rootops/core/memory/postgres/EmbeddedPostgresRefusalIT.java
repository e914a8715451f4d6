package io.rootops.core.memory.postgres;

import static io.rootops.core.memory.postgres.Homes.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootops.core.testing.SmallDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What cannot be started says so in one sentence, and changes nothing. */
class EmbeddedPostgresRefusalIT {
    private static Homes homes;

    @BeforeAll
    static void unpack() throws Exception {
        homes = new Homes();
    }

    @AfterAll
    static void remove() throws Exception {
        homes.close();
    }

    @Test
    void home_is_a_file() throws Exception {
        Path home = Files.createFile(homes.root().resolve("file"));

        assertRefused(
                home, "The data directory " + home + " is a file: move it away, or set ROOTOPS_HOME to a directory.");
    }

    @Test
    void data_of_another_postgres_version() throws Exception {
        Path home = homes.fresh("version");
        EmbeddedPostgres.start(home).close();
        Path version = home.resolve("data/PG_VERSION");
        String ours = Files.readString(version);
        Files.writeString(version, "14\n");

        assertRefused(
                home,
                "The database in " + home + "/data was written by PostgreSQL 14 and this RootOps brings PostgreSQL "
                        + ours.strip() + ": write it to a file with the RootOps release that wrote it (rootops export"
                        + " FILE), move " + home + "/data away, and read the file with this one (rootops import"
                        + " FILE).");

        Files.writeString(version, ours);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
            assertThat(ask(postgres, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void data_is_no_database() throws Exception {
        Path home = homes.fresh("nodata");
        Files.createDirectory(home.resolve("data"));

        assertRefused(home, home + "/data is not a PostgreSQL data directory");
    }

    @Test
    void password_lost() throws Exception {
        Path home = homes.fresh("lost");
        EmbeddedPostgres.start(home).close();
        Files.delete(home.resolve("password"));

        assertRefused(home, "its password file " + home + "/password is missing: put it back from a backup");
    }

    @Test
    void password_changed() throws Exception {
        Path home = homes.fresh("changed");
        EmbeddedPostgres.start(home).close();
        Files.writeString(home.resolve("password"), "0123");

        assertRefused(home, "does not accept the password in " + home + "/password: put the file back");
    }

    @Test
    void damaged_settings_name_the_reason_and_the_log() throws Exception {
        Path home = homes.fresh("damaged");
        EmbeddedPostgres.start(home).close();
        Files.writeString(home.resolve("data/postgresql.conf"), "no_such_setting = 1\n");

        assertRefused(home, "see " + home + "/postgres.log");
    }

    @Test
    void platform_without_an_archive() throws Exception {
        try (Child child = Child.withProperty("-Dos.arch=sparc", homes.fresh("sparc"))) {
            assertThat(child.refusal())
                    .startsWith("PostgreSQL for this platform (postgres-linux-sparc.txz) is not on the class path:"
                            + " set DATABASE_URL to a PostgreSQL 15 or newer");
        }
    }

    @Test
    void home_of_another_user() throws Exception {
        Path home = homes.fresh("foreign");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("r-xr-xr-x"));
        try (Child child = Homes.isRoot() ? Child.asNobody(homes, home) : Child.start(home)) {
            assertThat(child.refusal())
                    .isEqualTo("The data directory " + home + " cannot be written (" + home + "/lock: permission"
                            + " denied): give it to the user that runs RootOps, or set ROOTOPS_HOME to another"
                            + " directory.");
        } finally {
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void read_only_disk() throws Exception {
        Path home = Files.createDirectory(homes.root().resolve("read only"));
        try (SmallDisk disk = SmallDisk.mount(home, "ro")) {
            assertThat(disk).isNotNull();
            assertRefused(
                    home,
                    "The data directory " + home + " cannot be written (" + home + "/lock: Read-only file"
                            + " system): ");
        }
    }

    @Test
    void full_disk_at_the_first_start() throws Exception {
        Path home = Files.createDirectory(homes.root().resolve("full at unpacking"));
        for (String size : new String[] {"20m", "80m"}) { // ends while unpacking, and in initdb
            try (SmallDisk disk = SmallDisk.mount(home, "size=" + size)) {
                assertThat(disk).isNotNull();
                assertRefused(home, "The disk of the data directory " + home + " is full: free at least 200 MB there");
            }
        }
    }

    @Test
    void full_disk_at_a_later_start() throws Exception {
        Path home = Files.createDirectory(homes.root().resolve("full later"));
        try (SmallDisk disk = SmallDisk.mount(home, "size=300m")) {
            EmbeddedPostgres.start(home).close();
            disk.fill();

            assertRefused(home, "The disk of the data directory " + home + " is full: free at least 200 MB there");

            disk.free();
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
                assertThat(ask(postgres, "select 1")).isEqualTo("1");
            }
        }
    }

    private static void assertRefused(Path home, String sentence) {
        assertThatThrownBy(() -> EmbeddedPostgres.start(home))
                .isInstanceOf(PostgresStartException.class)
                .hasMessageContaining(sentence)
                .hasMessageNotContaining("\n");
    }
}
