package io.rootops.core.memory.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Home directories for tests, below one folder that every user can enter; the programs are unpacked once only. */
final class Homes implements AutoCloseable {
    private final Path root;
    private final Path unpacked;

    Homes() throws IOException {
        root = Files.createTempDirectory("rootops homes ").toRealPath();
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        unpacked = Files.createDirectory(root.resolve("unpacked"));
        PostgresBinaries.install(unpacked);
    }

    Path root() {
        return root;
    }

    /** A home with nothing but PostgreSQL's programs, as links to the shared ones. */
    Path fresh(String name) throws IOException, InterruptedException {
        Path home = root.resolve(name);
        Process copy = new ProcessBuilder("cp", "-al", unpacked.toString(), home.toString())
                .inheritIO()
                .start();
        if (copy.waitFor() != 0) {
            throw new IOException("cannot copy to " + home);
        }
        return home;
    }

    /** As above, owned by another user. */
    Path ownedBy(int uid, String name) throws IOException, InterruptedException {
        Path home = fresh(name);
        Files.setAttribute(home, "unix:uid", uid);
        Files.setAttribute(home, "unix:gid", uid);
        return home;
    }

    static boolean isRoot() {
        return new com.sun.security.auth.module.UnixSystem().getUid() == 0;
    }

    /** The process number of the server that runs on this home. */
    static long postmaster(Path home) throws IOException {
        return Long.parseLong(Files.readString(home.resolve("data/postmaster.pid"))
                .lines()
                .findFirst()
                .orElseThrow()
                .strip());
    }

    static boolean alive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    static String ask(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    static void tell(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException {
        Trees.delete(root);
    }
}
