package io.rootops.core.memory.postgres;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a cluster at rest to a server that answers. */
final class Launch {
    private static final Logger log = LoggerFactory.getLogger(Launch.class);
    private static final Duration POLL = Duration.ofMillis(25);
    /** Recovery after a crash reads up to max_wal_size again; on a slow disk that takes minutes. */
    private static final Duration RECOVERY_LIMIT = Duration.ofMinutes(10);
    /** A free port may be taken by another program before the server gets it. */
    private static final int PORT_TRIES = 10;

    private final Cluster cluster;
    private final Postmaster postmaster;

    Launch(Cluster cluster, Postmaster postmaster) {
        this.cluster = cluster;
        this.postmaster = postmaster;
    }

    @FunctionalInterface
    interface PortChoice {
        int next() throws IOException;
    }

    /** @param process the running server */
    record Started(Process process, int port) {}

    /**
     * Returns when the server answers.
     *
     * @param ports where to listen; asked again when another program took the port
     */
    Started run(PortChoice ports) throws IOException, InterruptedException {
        Instant giveUp = Instant.now().plus(RECOVERY_LIMIT);
        int portsTaken = 0;
        while (true) {
            Orphan.remove(cluster, postmaster);
            int port = ports.next();
            long before = Files.exists(cluster.log()) ? Files.size(cluster.log()) : 0;
            Process process = postmaster.spawn(port);
            boolean ready = false;
            try {
                ready = answers(process, port, giveUp);
            } finally {
                if (!ready) {
                    process.destroyForcibly();
                }
            }
            if (ready) {
                return new Started(process, port);
            }
            String said = logFrom(before);
            boolean portTaken = said.contains("could not bind") || said.contains("could not create any TCP/IP sockets");
            if (portTaken && ++portsTaken < PORT_TRIES) {
                log.info("Port {} was taken by another program, trying again", port);
            } else if (!stillEnding(said) || Instant.now().isAfter(giveUp)) {
                throw Problem.of(cluster.home(), "server", said);
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    /** Processes of a server that was killed need a moment to see that it is gone. */
    private static boolean stillEnding(String said) {
        return said.contains("shared memory block") || said.contains("lock file \"postmaster.pid\" already exists");
    }

    private boolean answers(Process process, int port, Instant giveUp) throws InterruptedException {
        SQLException last = null;
        while (Instant.now().isBefore(giveUp)) {
            if (!process.isAlive()) {
                return false;
            }
            last = tryConnect(port);
            if (last == null) {
                return process.isAlive();
            }
            boolean wrongPassword = "28P01".equals(last.getSQLState());
            // A moment's grace: on a port that another PostgreSQL took, ours is about to end.
            if (wrongPassword && !process.waitFor(2, TimeUnit.SECONDS)) {
                throw new PostgresStartException("The database in " + cluster.data() + " does not accept the password"
                        + " in " + cluster.home().resolve("password") + ": put the file back from a backup, or move "
                        + cluster.data() + " away to begin with an empty memory.");
            }
            Thread.sleep(POLL.toMillis());
        }
        throw new PostgresStartException(
                "PostgreSQL in " + cluster.home() + " did not answer within " + RECOVERY_LIMIT.toMinutes()
                        + " minutes: see " + cluster.log() + ".",
                last == null ? new SQLException("never tried") : last);
    }

    private @Nullable SQLException tryConnect(int port) {
        Properties properties = new Properties();
        properties.setProperty("user", Cluster.USER);
        properties.setProperty("password", cluster.password());
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "5"); // the port may be a silent stranger's
        try (Connection connection = DriverManager.getConnection(url(port, "postgres"), properties)) {
            return connection.isValid(5) ? null : new SQLException("not valid");
        } catch (SQLException notYet) {
            return notYet;
        }
    }

    static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private String logFrom(long position) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(cluster.log().toFile(), "r")) {
            file.seek(Math.min(position, file.length()));
            byte[] bytes = new byte[(int) Math.min(file.length() - file.getFilePointer(), 1 << 16)];
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
