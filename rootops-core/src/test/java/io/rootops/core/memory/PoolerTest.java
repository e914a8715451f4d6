package io.rootops.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootops.core.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** Between RootOps and its database stands Debian's pgbouncer. */
class PoolerTest {
    private static final Path PGBOUNCER = Path.of("/usr/sbin/pgbouncer");
    private static final boolean ROOT =
            ProcessHandle.current().info().user().orElse("").equals("root");

    @TempDir
    private Path directory;

    @BeforeEach
    void beThere() throws Exception {
        if (!Files.isExecutable(PGBOUNCER)) {
            throw skipped("pgbouncer is not there; on Debian: make test-tools");
        }
        if (ROOT
                && new ProcessBuilder("unshare", "-U", "true")
                                .redirectErrorStream(true)
                                .start()
                                .waitFor()
                        != 0) {
            throw skipped("pgbouncer refuses root, and user namespaces are not permitted");
        }
    }

    private static TestAbortedException skipped(String why) {
        System.err.println("*** TEST OF A POOLER SKIPPED *** " + why);
        return new TestAbortedException(why);
    }

    @Test
    void aPoolerThatLendsSessionsByTransactionIsRefused() throws Exception {
        try (TestDatabase test = TestDatabase.createEmpty();
                Pooler pooler = new Pooler(test, "transaction")) {
            assertThatThrownBy(() -> Database.open(pooler.url()))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("is behind a connection pooler that lends sessions by transaction")
                    .hasMessageContaining("name a pool of mode \"session\"");
            assertThat(test.dsl().fetchValue("select count(*)::int from pg_tables where schemaname = 'public'"))
                    .isEqualTo(0);
        }
    }

    @Test
    void oneThatLendsThemForTheWholeConnectionServes() throws Exception {
        try (TestDatabase test = TestDatabase.createEmpty();
                Pooler pooler = new Pooler(test, "session");
                Database database = Database.open(pooler.url());
                Notices.Listening listening = database.notices().listen()) {
            database.notices().send("heard");
            assertThat(listening.await(Duration.ofMinutes(1))).containsExactly("heard");
        }
    }

    private final class Pooler implements AutoCloseable {
        private final TestDatabase test;
        private final int port;
        private final String name;
        private final Process process;

        Pooler(TestDatabase test, String mode) throws IOException, InterruptedException {
            this.test = test;
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            URI server = URI.create(test.jdbcUrl().substring("jdbc:".length()));
            name = server.getPath().substring(1);
            Path users = Files.writeString(
                    directory.resolve("users"), "\"" + test.user() + "\" \"" + test.password() + "\"\n");
            Path settings = Files.writeString(
                    directory.resolve("pgbouncer.ini"), """
                            [databases]
                            %s = host=127.0.0.1 port=%d
                            [pgbouncer]
                            listen_addr = 127.0.0.1
                            listen_port = %d
                            unix_socket_dir =
                            auth_type = plain
                            auth_file = %s
                            pool_mode = %s
                            ignore_startup_parameters = extra_float_digits
                            """.formatted(name, server.getPort(), port, users, mode));
            List<String> command = new ArrayList<>();
            if (ROOT) {
                command.addAll(List.of("unshare", "-U"));
            }
            command.addAll(List.of(PGBOUNCER.toString(), settings.toString()));
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log").toFile())
                    .start();
            awaitOpen();
        }

        private void awaitOpen() throws IOException, InterruptedException {
            while (true) {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    return;
                } catch (IOException closed) {
                    if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                        throw new IllegalStateException(Files.readString(directory.resolve("log")), closed);
                    }
                }
            }
        }

        String url() {
            return "postgres://" + test.user() + ":" + test.password() + "@127.0.0.1:" + port + "/" + name;
        }

        @Override
        public void close() throws InterruptedException {
            process.destroy();
            process.waitFor();
        }
    }
}
