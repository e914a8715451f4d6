package io.rootops.core.memory;

import io.rootops.core.change.Author;
import io.rootops.core.change.ChangedFile;
import io.rootops.core.change.Commit;
import io.rootops.core.change.FileStatus;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.history.MinedCommit;
import io.rootops.core.history.MinedFile;
import io.rootops.core.risk.Feature;
import io.rootops.core.risk.Features;
import io.rootops.core.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/**
 * Rows per second into the memory: by COPY as the product stores them, against JDBC batches of 1,000 that the driver
 * rewrites into multi-row inserts; the same rows, tables and indexes, in turns. Run by {@code make bench-store}.
 */
final class StoreBenchmark {
    private static final int COMMITS = 20_000;
    private static final int FILES = 5;
    private static final int BATCH = 1_000;
    private static final int CHUNK = 2_000;

    private StoreBenchmark() {}

    public static void main(String[] args) throws Exception {
        int rounds = args.length == 0 ? 3 : Integer.parseInt(args[0]);
        List<MinedCommit> commits = commits();
        // Of each commit: itself, its message, its features; of each file: its change and its identifiers.
        long rows = (long) COMMITS * (3 + 2 * FILES);
        double[] copy = new double[rounds];
        double[] batch = new double[rounds];
        for (int round = -1; round < rounds; round++) {
            double copied = rows / byCopy(commits);
            double batched = rows / byBatches(commits);
            if (round >= 0) {
                copy[round] = copied;
                batch[round] = batched;
            }
        }
        Arrays.sort(copy);
        Arrays.sort(batch);
        System.out.printf(
                "%,d commits with %d files each, %,d rows; median of %d rounds after one to warm up%n",
                COMMITS, FILES, rows, rounds);
        System.out.printf("COPY               %,10.0f rows/s%n", copy[rounds / 2]);
        System.out.printf("batches of %,d   %,10.0f rows/s%n", BATCH, batch[rounds / 2]);
        System.out.printf("ratio              %10.2f x%n", copy[rounds / 2] / batch[rounds / 2]);
    }

    private static double byCopy(List<MinedCommit> commits) {
        try (TestDatabase database = TestDatabase.create()) {
            HistoryStore store = new HistoryStore(database.dsl(), repository(database), InstantSource.system());
            long start = System.nanoTime();
            for (int i = 0; i < commits.size(); i += CHUNK) {
                store.append(commits.subList(i, i + CHUNK), List.of(), i, Scoring.NONE);
            }
            return (System.nanoTime() - start) / 1e9;
        }
    }

    private static double byBatches(List<MinedCommit> commits) throws SQLException {
        try (TestDatabase database = TestDatabase.create()) {
            int repository = repository(database).value();
            Properties properties = new Properties();
            properties.setProperty("user", database.user());
            properties.setProperty("password", database.password());
            properties.setProperty("reWriteBatchedInserts", "true");
            try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), properties)) {
                connection.setAutoCommit(false);
                database.execute("insert into author values (" + repository + ", 1, 'dev@example.org', 'Dev', false)");
                database.execute("insert into path select " + repository
                        + ", n, 'src/main/java/org/example/File' || n || '.java' from generate_series(1, 500) n");
                long start = System.nanoTime();
                for (int i = 0; i < commits.size(); i += CHUNK) {
                    insert(connection, repository, commits.subList(i, i + CHUNK), i);
                    connection.commit();
                }
                return (System.nanoTime() - start) / 1e9;
            }
        }
    }

    private static void insert(Connection connection, int repository, List<MinedCommit> chunk, int offset)
            throws SQLException {
        try (PreparedStatement commit =
                        connection.prepareStatement("insert into commit_memory values (?, ?, ?, ?, ?, ?,"
                                + " ?, ?, ?, ?, ?, ?, true, false, null, null, null)");
                PreparedStatement message = connection.prepareStatement("insert into commit_message values (?, ?, ?)");
                PreparedStatement features =
                        connection.prepareStatement("insert into commit_features values (?, ?, ?)");
                PreparedStatement file = connection.prepareStatement(
                        "insert into file_change values (?, ?, ?, null, ?, 'M', false, ?, ?)");
                PreparedStatement identifiers =
                        connection.prepareStatement("insert into changed_identifiers values (?, ?, ?, ?)")) {
            List<PreparedStatement> order = List.of(commit, message, features, file, identifiers);
            for (int i = 0; i < chunk.size(); i++) {
                int id = offset + i + 1;
                MinedCommit mined = chunk.get(i);
                OffsetDateTime time = mined.commit().committedAt().atOffset(ZoneOffset.UTC);
                set(
                        commit,
                        repository,
                        id,
                        HexFormat.of().parseHex(mined.commit().sha()),
                        id);
                commit.setArray(5, connection.createArrayOf("bytea", new Object[0]));
                commit.setInt(6, 1);
                commit.setObject(7, time);
                commit.setObject(8, time);
                commit.setString(9, mined.commit().subject());
                commit.setInt(10, mined.size().files());
                commit.setInt(11, mined.size().linesAdded());
                commit.setInt(12, mined.size().linesDeleted());
                commit.addBatch();
                set(message, repository, id, mined.commit().message());
                message.addBatch();
                set(features, repository, id, connection.createArrayOf("float4", boxed(mined)));
                features.addBatch();
                for (int f = 0; f < mined.files().size(); f++) {
                    MinedFile it = mined.files().get(f);
                    set(
                            file,
                            repository,
                            id,
                            it.fileId(),
                            it.fileId(),
                            it.file().linesAdded(),
                            it.file().linesDeleted());
                    file.addBatch();
                    set(identifiers, repository, id, it.fileId(), it.identifiers());
                    identifiers.addBatch();
                }
                if (id % BATCH == 0) {
                    for (PreparedStatement statement : order) {
                        statement.executeBatch();
                    }
                }
            }
            for (PreparedStatement statement : order) {
                statement.executeBatch();
            }
        }
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private static Float[] boxed(MinedCommit commit) {
        Float[] boxed = new Float[Feature.values().length];
        float[] values = Objects.requireNonNull(commit.features()).toArray();
        for (int i = 0; i < boxed.length; i++) {
            boxed[i] = values[i];
        }
        return boxed;
    }

    private static RepositoryId repository(TestDatabase database) {
        return new RepositoryMemory(database.dsl())
                .track("acme/shop", "/shop", TrackedRepository.Kind.LOCAL, null)
                .id();
    }

    private static List<MinedCommit> commits() {
        Author author = new Author("dev@example.org", "Dev", false);
        List<MinedCommit> commits = new ArrayList<>();
        for (int i = 0; i < COMMITS; i++) {
            float[] values = new float[Feature.values().length];
            for (int f = 0; f < values.length; f++) {
                values[f] = i * 31 % (f + 7);
            }
            List<MinedFile> files = new ArrayList<>();
            for (int f = 0; f < FILES; f++) {
                int number = 1 + (i * 7 + f) % 500;
                files.add(new MinedFile(
                        new ChangedFile(
                                "src/main/java/org/example/File" + number + ".java",
                                null,
                                FileStatus.MODIFIED,
                                false,
                                i % 97,
                                i % 31),
                        number,
                        "order total currency lookup cache migrate invoice customer address File" + number));
            }
            Instant time = Instant.ofEpochSecond(1_500_000_000L + i * 600L);
            String message =
                    "SHOP-" + i + ": Move order totals into a migration\n\nThe totals were computed on each page.";
            commits.add(new MinedCommit(
                    new Commit(String.format("%040x", i + 1), List.of(), author, time, time, message),
                    files,
                    new Features(values),
                    List.of()));
        }
        return commits;
    }
}
