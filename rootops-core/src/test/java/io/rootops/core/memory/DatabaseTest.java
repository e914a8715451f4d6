package io.rootops.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootops.core.memory.postgres.RunningPostgres;
import io.rootops.core.testing.TestDatabase;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DatabaseTest {
    @Test
    void migrates_an_empty_database_and_opens_it_again() {
        try (TestDatabase empty = TestDatabase.createEmpty()) {
            for (int open = 0; open < 2; open++) {
                try (Database database = empty.open()) {
                    assertThat(database.dsl().fetchValue("select count(*)::int from repository"))
                            .isEqualTo(0);
                    assertThat(database.dsl().fetchValue("show application_name"))
                            .isEqualTo("rootops");
                }
            }
        }
    }

    @Test
    void beside_a_running_server_it_changes_nothing() {
        try (TestDatabase current = TestDatabase.create();
                TestDatabase older = TestDatabase.createEmpty()) {
            try (Database database = Database.beside(running(current))) {
                assertThat(database.dsl().fetchValue("select count(*)::int from api_token"))
                        .isEqualTo(0);
            }
            assertThatThrownBy(() -> Database.beside(running(older)))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("is another release than this command");
            assertThat(older.dsl().fetchValue("select count(*)::int from pg_tables where schemaname = 'public'"))
                    .isEqualTo(0);
        }
    }

    private static RunningPostgres running(TestDatabase database) {
        return new RunningPostgres(database.jdbcUrl(), database.user(), database.password());
    }

    @Test
    void accepts_the_customary_form_of_the_url() {
        try (TestDatabase test = TestDatabase.create();
                Database database = Database.open(url(test, test.user(), test.password()) + "?sslmode=prefer")) {
            assertThat(database.dsl().fetchValue("select 1")).isEqualTo(1);
        }
    }

    @Test
    void plain_owner_without_superuser_rights_is_enough() {
        try (TestDatabase empty = TestDatabase.createEmpty()) {
            String role = "owner_" + Long.toHexString(System.nanoTime());
            empty.execute("create role " + role + " login password 'pw'");
            try {
                assertThatThrownBy(() -> Database.open(url(empty, role, "pw")))
                        .isInstanceOf(DatabaseException.class)
                        .hasMessageStartingWith("The user of DATABASE_URL may not create tables in 127.0.0.1:")
                        .hasMessageEndingWith(": make it the owner of the database.");

                empty.execute("do $$ begin execute format('alter database %I owner to " + role
                        + "', current_database()); end $$");
                try (Database database = Database.open(url(empty, role, "pw"))) {
                    assertThat(database.dsl().fetchValue("select current_user::text"))
                            .isEqualTo(role);
                }
            } finally {
                empty.execute("reassign owned by " + role + " to current_user");
                empty.execute("drop owned by " + role);
                empty.execute("drop role " + role);
            }
        }
    }

    @Test
    void wrong_password_is_told_without_it() {
        try (TestDatabase test = TestDatabase.create()) {
            assertThatThrownBy(() -> Database.open(url(test, "rootops", "hunter2")))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("refuses user rootops: check user and password in DATABASE_URL")
                    .hasMessageNotContaining("hunter2");
        }
    }

    @Test
    void unknown_database() {
        try (TestDatabase test = TestDatabase.create()) {
            String url = url(test, test.user(), test.password()).replaceFirst("/[^/]*$", "/nowhere");
            assertThatThrownBy(() -> Database.open(url))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageEndingWith("/nowhere does not exist: create it, or correct the name in DATABASE_URL.");
        }
    }

    @Test
    void nobody_listens() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertThatThrownBy(() -> Database.open("postgres://me:hunter2@127.0.0.1:" + port + "/ops"))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("The database at 127.0.0.1:" + port + "/ops cannot be reached (")
                .hasMessageContaining("check host and port in DATABASE_URL")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void unknown_host() {
        assertThatThrownBy(() -> Database.open("postgres://me:pw@no-such-host.invalid/ops"))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("no-such-host.invalid/ops cannot be reached (the host name is unknown)");
    }

    @Test
    void server_that_accepts_and_says_nothing() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            assertThatThrownBy(() -> Database.open(
                            "postgres://me:pw@127.0.0.1:" + silent.getLocalPort() + "/ops?loginTimeout=1"))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("/ops cannot be reached (");
        }
    }

    @Test
    void server_that_falls_silent_is_given_up() throws Exception {
        assertThat(Database.properties(DatabaseUrl.parse("postgres://me:pw@db/ops")))
                .containsEntry("socketTimeout", "300");
        try (TestDatabase test = TestDatabase.create();
                Database database = Database.open(url(test, test.user(), test.password()) + "?socketTimeout=5")) {
            // Which says nothing until it has slept, as one that is half dead says nothing at all.
            assertThatThrownBy(() -> database.dsl().fetch("select pg_sleep(3600)"))
                    .hasRootCauseInstanceOf(SocketTimeoutException.class);
            assertThat(database.dsl().fetchValue("select 1")).isEqualTo(1);
        }
    }

    @Test
    void server_too_old() throws Exception {
        try (FakeServer old = new FakeServer("14.9")) {
            assertThatThrownBy(() -> Database.open("postgres://me@127.0.0.1:" + old.port() + "/ops"))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageStartingWith("The database server at 127.0.0.1:" + old.port()
                            + "/ops is PostgreSQL 14 and RootOps needs 15 or newer: upgrade it");
        }
    }

    @Test
    void schema_of_a_newer_release() {
        try (TestDatabase test = TestDatabase.create()) {
            test.execute("insert into flyway_schema_history (installed_rank, version, description, type, script,"
                    + " installed_by, execution_time, success) values (999, '999', 'later', 'SQL', 'V999__later.sql',"
                    + " 'x', 1, true)");
            assertThatThrownBy(test::open)
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("was written by a newer RootOps: start that release");
        }
    }

    @Test
    void database_of_another_program() {
        try (TestDatabase test = TestDatabase.createEmpty()) {
            test.execute("create table theirs (id int)");
            assertThatThrownBy(test::open)
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("holds tables of another program: give RootOps a database of its own");
        }
    }

    @Test
    void replicas_that_start_at_once_migrate_once() {
        try (TestDatabase empty = TestDatabase.createEmpty()) {
            CompletableFuture<Void> first =
                    CompletableFuture.runAsync(() -> empty.open().close());
            CompletableFuture<Void> second =
                    CompletableFuture.runAsync(() -> empty.open().close());
            CompletableFuture.allOf(first, second).join();

            assertThat(empty.dsl().fetchValue("select count(*)::int from flyway_schema_history where not success"))
                    .isEqualTo(0);
        }
    }

    private static String url(TestDatabase test, String user, String password) {
        return test.jdbcUrl().replace("jdbc:postgresql://", "postgres://" + user + ":" + password + "@");
    }
}
