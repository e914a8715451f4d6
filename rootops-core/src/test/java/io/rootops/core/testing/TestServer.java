package io.rootops.core.testing;

import io.rootops.core.memory.Database;
import io.rootops.core.memory.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The one PostgreSQL of a test JVM, in a temporary directory, with a migrated template database. */
final class TestServer {
    static final String TEMPLATE = "migrated";

    private final EmbeddedPostgres postgres;

    private TestServer(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    static TestServer running() {
        return Holder.SERVER;
    }

    private static final class Holder {
        static final TestServer SERVER = start();
    }

    private static TestServer start() {
        try {
            Path home = Files.createTempDirectory("rootops-test");
            EmbeddedPostgres postgres = EmbeddedPostgres.start(home);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                postgres.close();
                delete(home);
            }));
            TestServer server = new TestServer(postgres);
            // Tests need no durability, and the disks of build machines are slow.
            server.execute("alter system set fsync = off");
            server.execute("select pg_reload_conf()");
            server.execute("create database " + TEMPLATE);
            Database.open(server.jdbcUrl(TEMPLATE), server.user(), server.password())
                    .close();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path root) {
        try (Stream<Path> walk = Files.walk(root)) {
            List<Path> all = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path each : all) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl(), user(), password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("test statement failed: " + sql, e);
        }
    }

    String jdbcUrl(String database) {
        return postgres.jdbcUrl().replaceFirst("/[^/]*$", "/" + database);
    }

    String user() {
        return postgres.user();
    }

    String password() {
        return postgres.password();
    }
}
