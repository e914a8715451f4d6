package io.rootops.core.memory.archive;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.memory.BareDatabase;
import io.rootops.core.memory.Database;
import io.rootops.core.memory.RepositoryRemoval;
import io.rootops.core.memory.postgres.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** How long export, import and removal take for COMMITS invented commits, of three files each, on the embedded server. */
final class ArchiveBenchmark {
    private static final List<String> ROWS = List.of(
            "insert into repository (name, location, kind) values ('acme/large', '/large', 'local')",
            "insert into author select 1, i, 'a' || i || '@example.org', 'Author ' || i, false"
                    + " from generate_series(1, 1000) i",
            "insert into path select 1, i, 'src/' || i % 100 || '/File' || i || '.java' from generate_series(1, 20000) i",
            "insert into commit_memory (repository_id, id, sha, position, parents, author_id, authored_at, committed_at,"
                    + " subject, files, lines_added, lines_deleted, rankable, model_version, percentile, level, patch_id)"
                    + " select 1, i, sha224(i::text::bytea), i, array[sha224((i - 1)::text::bytea)], 1 + i % 1000,"
                    + " now() - i * interval '5 min', now() - i * interval '5 min', 'Change ' || md5(i::text), 3, i % 97,"
                    + " i % 31, true, 1, random() * 100, 'low', hashint8(i)"
                    + " from generate_series(1, {n}) i",
            "insert into commit_message select 1, i, 'Change ' || md5(i::text) || repeat(E'\\nBecause of ' || md5((i * 7)::text), 3)"
                    + " from generate_series(1, {n}) i",
            "insert into commit_features select 1, i, array(select (random() * 100)::real from generate_series(1, 56) where i > 0)"
                    + " from generate_series(1, {n}) i",
            "insert into file_change select 1, i, 1 + (i * 13 + f * 7) % 20000, null, 1 + (i * 13 + f * 7) % 20000, 'M', false,"
                    + " i % 97, i % 31 from generate_series(1, {n}) i, generate_series(1, 3) f",
            "insert into risk_score (repository_id, model_version, commit_id, raw, percentile, scored_at) select 1, 1, i,"
                    + " random(), random() * 100, now() from generate_series(1, {n}) i");

    private ArchiveBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        String commits = arguments[0];
        Path home = Files.createTempDirectory("rootops-archive");
        Path file = home.resolve("all.zip");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home.resolve("home"))) {
            try (BareDatabase from = BareDatabase.at(server)) {
                from.migrate(from.newestSchema());
                try (Connection connection = from.connect();
                        Statement statement = connection.createStatement()) {
                    for (String each : ROWS) {
                        statement.execute(each.replace("{n}", commits));
                    }
                }
                System.out.printf("database of %s commits: %,d MB%n", commits, size(from) >> 20);
                Duration export = time(() -> ArchiveFile.write(file, from, null, "bench", InstantSource.system()));
                System.out.printf(
                        "export of %s commits: %.1f s, %,d MB%n", commits, seconds(export), Files.size(file) >> 20);
            }
            String url = server.jdbcUrl().replaceFirst("/[^/]*$", "/other");
            try (Connection connection =
                            DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                    Statement statement = connection.createStatement()) {
                statement.execute("create database other");
            }
            try (BareDatabase to = BareDatabase.at(url, server.user(), server.password());
                    ArchiveFile archive = ArchiveFile.open(file)) {
                System.out.printf("check: %.1f s%n", seconds(time(archive::verify)));
                System.out.printf("import: %.1f s%n", seconds(time(() -> new Import(to).load(archive))));
            }
            try (Database database = Database.open(url, server.user(), server.password())) {
                RepositoryRemoval removal = new RepositoryRemoval(database.dsl());
                System.out.printf("removal: %.1f s%n", seconds(time(() -> removal.remove(new RepositoryId(1)))));
            }
        } finally {
            try (Stream<Path> walk = Files.walk(home)) {
                for (Path each : walk.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
        System.out.printf(
                "heap used: %,d MB of %,d%n", used() >> 20, Runtime.getRuntime().maxMemory() >> 20);
    }

    private static long size(BareDatabase database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_database_size(current_database())")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private static Duration time(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
