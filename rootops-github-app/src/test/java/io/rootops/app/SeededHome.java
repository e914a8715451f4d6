package io.rootops.app;

import io.rootops.core.memory.Database;
import io.rootops.core.memory.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A data directory with a migrated, empty database, made once a test JVM and copied: unpacking PostgreSQL, making a
 * cluster and migrating it costs a test more than most tests do. What a first start does is tested in rootops-core
 * and by the tests of the image.
 */
final class SeededHome {
    private SeededHome() {}

    /** Fills a home where RootOps never ran. */
    static void fill(Path home) throws IOException {
        if (Files.exists(home) && !empty(home)) {
            return;
        }
        copy(Holder.SEED, Files.createDirectories(home));
    }

    private static boolean empty(Path directory) throws IOException {
        try (Stream<Path> list = Files.list(directory)) {
            return list.findAny().isEmpty();
        }
    }

    private static final class Holder {
        static final Path SEED = make();
    }

    private static Path make() {
        try {
            Path seed = Files.createTempDirectory("rootops-seed");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(seed)));
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(seed)) {
                Database.open(postgres.jdbcUrl(), postgres.user(), postgres.password())
                        .close();
                // Tests end processes, not machines, and the disks of build machines are slow.
                try (Connection connection =
                                DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                        Statement statement = connection.createStatement()) {
                    statement.execute("alter system set fsync = off");
                }
            }
            return seed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("the seed cannot be made", e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(from)) {
            all = walk.filter(it -> !it.equals(from) && !it.equals(from.resolve("lock")))
                    .toList();
        }
        Path programs = programs(from);
        for (Path each : all) {
            Path target = to.resolve(from.relativize(each));
            if (each.startsWith(programs) && !Files.isDirectory(each)) {
                link(each, target);
            } else {
                Files.copy(each, target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private static Path programs(Path seed) throws IOException {
        try (Stream<Path> list = Files.list(seed)) {
            return list.filter(it -> it.getFileName().toString().matches("postgres-[0-9a-f]+"))
                    .findAny()
                    .orElseThrow();
        }
    }

    /** They are never written, so one copy does for all; a copy where the other directory is on another disk. */
    private static void link(Path file, Path target) throws IOException {
        try {
            Files.createLink(target, file);
        } catch (FileSystemException e) {
            Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
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
}
