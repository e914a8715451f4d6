package io.rootops.app;

import io.rootops.core.memory.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A PostgreSQL of its own, as durable as the product's, that can be made to crash. */
final class CrashingPostgres implements AutoCloseable {
    private final Path home;
    private final EmbeddedPostgres postgres;
    private final AtomicInteger crashes = new AtomicInteger();

    private CrashingPostgres(Path home) {
        this.home = home;
        this.postgres = EmbeddedPostgres.start(home);
    }

    static CrashingPostgres start(Path home) {
        return new CrashingPostgres(home);
    }

    /** As DATABASE_URL names it. */
    String url() {
        return url(port());
    }

    int port() {
        return URI.create(postgres.jdbcUrl().replaceFirst("^jdbc:", "")).getPort();
    }

    /** The same by another way to it, from a port of this machine. */
    String url(int port) {
        return postgres.jdbcUrl()
                .replaceFirst(":" + port() + "/", ":" + port + "/")
                .replace(
                        "jdbc:postgresql://",
                        "postgres://" + postgres.user() + ":"
                                + URLEncoder.encode(postgres.password(), StandardCharsets.UTF_8) + "@");
    }

    /** Kills one of its processes: it ends all sessions at once, recovers from its log, and goes on at the same port. */
    void crash() throws Exception {
        crashes.incrementAndGet();
        ProcessHandle.of(pid())
                .orElseThrow()
                .children()
                .findFirst()
                .orElseThrow()
                .destroyForcibly();
    }

    int crashes() {
        return crashes.get();
    }

    /** From now on it takes new connections and says nothing. */
    void pause() throws Exception {
        signal("STOP");
    }

    void resume() throws Exception {
        signal("CONT");
    }

    private void signal(String name) throws Exception {
        int code = new ProcessBuilder("kill", "-" + name, String.valueOf(pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("kill -" + name + " ended with " + code);
        }
    }

    private long pid() throws IOException {
        return Long.parseLong(
                Files.readAllLines(home.resolve("data/postmaster.pid")).get(0).strip());
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    /** For statements that need no answer. */
    void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Runs it in a transaction that stays open until it is closed; without what it did then. */
    Connection hold(String sql) throws SQLException {
        Connection connection = connect();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    long number(String sql) {
        return Long.parseLong(texts(sql).get(0));
    }

    /** The first column. */
    List<String> texts(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        postgres.close();
    }
}
