package io.rootops.core.memory.postgres;

import static io.rootops.core.memory.postgres.Homes.ask;
import static io.rootops.core.memory.postgres.Homes.postmaster;
import static io.rootops.core.memory.postgres.Homes.tell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresIT {
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
    void is_durable_and_on_loopback_only_with_a_password() throws Exception {
        Path home = homes.fresh("settings");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
            assertThat(ask(postgres, "show fsync")).isEqualTo("on");
            assertThat(ask(postgres, "show synchronous_commit")).isEqualTo("on");
            assertThat(ask(postgres, "show full_page_writes")).isEqualTo("on");
            assertThat(ask(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(postgres, "show unix_socket_directories")).isEmpty();
            assertThat(ask(postgres, "show server_encoding")).isEqualTo("UTF8");
            assertThat(ask(postgres, "select lower('ÄΣ')")).isEqualTo("äσ");
            assertThat(ask(postgres, "show data_directory"))
                    .isEqualTo(postgres.dataDirectory().toString());
            assertThat(ask(postgres, "show server_version")).startsWith(postgres.version());

            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "wrong"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), ""))
                    .isInstanceOf(SQLException.class);
        }
        for (String secret : new String[] {"password", "postgres.log"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(secret))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void keeps_its_rows_and_only_two_logs_over_restarts() throws Exception {
        Path home = homes.fresh("restart with spaces and ü");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
            tell(postgres, "create table kept (id int)");
            tell(postgres, "insert into kept values (7)");
        }
        for (int start = 0; start < 2; start++) {
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
                assertThat(ask(postgres, "select id from kept")).isEqualTo("7");
            }
        }
        try (var files = Files.list(home)) {
            assertThat(files.map(it -> it.getFileName().toString()).filter(it -> it.startsWith("postgres.log")))
                    .containsExactlyInAnyOrder("postgres.log", "postgres.log.1");
        }
    }

    @Test
    void unpacks_and_creates_all_in_an_absent_directory() throws Exception {
        Path home = homes.root().resolve("not/there/yet");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
            assertThat(ask(postgres, "select 1")).isEqualTo("1");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwx------");
    }

    @Test
    void second_start_in_the_same_jvm_is_refused_and_the_lock_stays() throws Exception {
        Path home = homes.fresh("twice");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(home))
                    .isInstanceOf(PostgresStartException.class)
                    .hasMessageStartingWith("The data directory " + home + " is in use by another RootOps (process "
                            + ProcessHandle.current().pid() + "): ");
            try (Child other = Child.start(home)) {
                assertThat(other.refusal()).contains(home + " is in use");
            }
            assertThat(ask(postgres, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void start_that_was_killed_half_way_is_begun_anew() throws Exception {
        Path home = homes.fresh("half");
        Files.createDirectories(home.resolve("data.unfinished/base"));
        Files.writeString(home.resolve("data.unfinished/PG_VERSION"), "18\n");
        Files.writeString(home.resolve("password.unfinished"), "");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
            assertThat(ask(postgres, "select 1")).isEqualTo("1");
        }
        assertThat(home.resolve("data.unfinished")).doesNotExist();
    }

    @Test
    void data_that_were_opened_to_a_group_are_closed_again() throws Exception {
        Path home = homes.fresh("group");
        EmbeddedPostgres.start(home).close();
        Files.setPosixFilePermissions(home.resolve("data"), PosixFilePermissions.fromString("rwxrwx---"));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
            assertThat(ask(postgres, "select 1")).isEqualTo("1");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("data"))))
                .isEqualTo("rwx------");
    }

    @Test
    void process_number_of_another_program_is_left_alone() throws Exception {
        Path home = homes.fresh("stale");
        EmbeddedPostgres.start(home).close();
        Process bystander = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(
                    home.resolve("data/postmaster.pid"), bystander.pid() + "\n" + home + "/data\n1\n1\n\n*\n");
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
                assertThat(ask(postgres, "select 1")).isEqualTo("1");
                assertThat(postmaster(home)).isNotEqualTo(bystander.pid());
            }
            assertThat(bystander.isAlive()).isTrue();
        } finally {
            bystander.destroy();
        }
    }

    @Test
    void close_after_the_server_was_killed_comes_to_an_end() throws Exception {
        Path home = homes.fresh("closing");
        EmbeddedPostgres postgres = EmbeddedPostgres.start(home);
        ProcessHandle.of(postmaster(home)).orElseThrow().destroyForcibly();
        postgres.close();
        postgres.close();

        try (EmbeddedPostgres again = EmbeddedPostgres.start(home)) {
            assertThat(ask(again, "select 1")).isEqualTo("1");
        }
    }
}
