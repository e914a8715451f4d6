package io.rootops.core.memory.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own in a directory: durable, with a password, on 127.0.0.1 only, one process a directory.
 * It recovers by itself when it or its RootOps was killed. Thread-safe. Nothing is stopped when the JVM ends, so that
 * the owner decides the order: call {@link #close} last.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    static final String DATABASE = "rootops";
    private static final Duration STOP_LIMIT = Duration.ofSeconds(70);

    private final Cluster cluster;
    private final HomeLock lock;
    private final Postmaster postmaster;
    private final Watch watch;
    private final int port;
    private boolean closed;

    private EmbeddedPostgres(Cluster cluster, HomeLock lock, Postmaster postmaster, Watch watch, int port) {
        this.cluster = cluster;
        this.lock = lock;
        this.postmaster = postmaster;
        this.watch = watch;
        this.port = port;
    }

    /**
     * Starts the server and waits until it answers. The first start unpacks the programs and creates the cluster,
     * about 100 MB in all.
     *
     * @param home the data directory of RootOps; made when absent
     * @throws PostgresStartException with one sentence: what, why, how to mend it
     */
    public static EmbeddedPostgres start(Path home) {
        try {
            Path real = prepare(home.toAbsolutePath());
            HomeLock lock = HomeLock.take(real);
            try {
                return start(real, lock);
            } catch (IOException | InterruptedException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw Problem.of(home, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostgresStartException("The start of PostgreSQL was interrupted: start RootOps again.", e);
        }
    }

    private static EmbeddedPostgres start(Path home, HomeLock lock) throws IOException, InterruptedException {
        PostgresBinaries binaries = PostgresBinaries.install(home);
        RunAs runAs = RunAs.choose(home);
        Cluster cluster = Cluster.prepare(home, binaries, runAs);
        if (Files.exists(cluster.log())) { // one file a run, and the run before it
            Files.move(cluster.log(), home.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.createFile(
                cluster.log(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        runAs.give(cluster.log());
        Postmaster postmaster = new Postmaster(cluster);
        Watch watch = new Watch(cluster, new Launch(cluster, postmaster));
        watch.start();
        EmbeddedPostgres postgres = new EmbeddedPostgres(cluster, lock, postmaster, watch, watch.port());
        postgres.createDatabase();
        log.info("PostgreSQL {} runs on 127.0.0.1:{}, data in {}", cluster.version(), postgres.port, cluster.data());
        return postgres;
    }

    private static Path prepare(Path home) throws IOException {
        if (Files.exists(home) && !Files.isDirectory(home)) {
            throw new PostgresStartException(
                    "The data directory " + home + " is a file: move it away, or set ROOTOPS_HOME to a directory.");
        }
        if (!Files.exists(home)) {
            if (home.getParent() != null) {
                Files.createDirectories(home.getParent());
            }
            Files.createDirectory(
                    home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        return home.toRealPath();
    }

    private void createDatabase() {
        try (Connection connection = DriverManager.getConnection(Launch.url(port, "postgres"), user(), password());
                Statement statement = connection.createStatement()) {
            try (ResultSet found =
                    statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("create database " + DATABASE);
        } catch (SQLException e) {
            close();
            throw Problem.of(cluster.home(), "server", String.valueOf(e.getMessage()));
        }
    }

    /** Without the password. */
    public String jdbcUrl() {
        return Launch.url(port, DATABASE);
    }

    public String user() {
        return Cluster.USER;
    }

    public String password() {
        return cluster.password();
    }

    /** Where the server keeps its files; below the home directory. */
    public Path dataDirectory() {
        return cluster.data();
    }

    /** Why it cannot be written to, in one sentence; empty: nothing is known to stand against it. Cheap. */
    public Optional<String> problem() {
        return watch.problem().or(() -> Problem.ofRoom(cluster.home()));
    }

    /** Of PostgreSQL, such as 18.6. */
    public String version() {
        return cluster.version();
    }

    /** Stops the server (clients are disconnected, everything is written) and gives the directory free. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        watch.stopping();
        boolean interrupted = Thread.interrupted();
        try {
            if (!postmaster.stop()) {
                watch.interrupt(); // it may be starting the server again
            }
            watch.join(STOP_LIMIT.toMillis());
            if (watch.isAlive()) {
                log.warn("PostgreSQL in {} did not stop in {}", cluster.data(), STOP_LIMIT);
            }
            lock.close();
        } catch (IOException e) {
            log.warn("PostgreSQL in {} could not be stopped in order", cluster.data(), e);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
