package io.rootops.core.memory;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.history.MinedCommit;
import io.rootops.core.history.MinedFile;
import io.rootops.core.risk.Feature;
import io.rootops.core.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Rows per second into the memory: by COPY as the product stores them, against JDBC batches of 1,000 that the driver
 * rewrites into multi-row inserts; the same rows, tables and indexes, in turns. Then the same on tables that have less
 * to keep up, with the time it takes to make them whole again. Run by {@code make bench-store}.
 */
final class StoreBenchmark {
    private static final int COMMITS = 20_000;
    private static final int FILES = 5;
    private static final int BATCH = 1_000;
    private static final int CHUNK = 2_000;

    private StoreBenchmark() {}

    /**
     * Seconds.
     *
     * @param cpu of filling: ours and the server's, which a busy machine stretches less than the wall's
     */
    private record Run(double fill, double cpu, double putBack) {}

    private record Start(long wall, double cpu) {
        static Start now() {
            return new Start(System.nanoTime(), cpuSeconds());
        }

        Run end(TestDatabase database, List<String> putBack) {
            double cpu = cpuSeconds() - this.cpu;
            long filled = System.nanoTime();
            putBack.forEach(database::execute);
            return new Run((filled - wall) / 1e9, cpu, (System.nanoTime() - filled) / 1e9);
        }

        /** Of this process and those it started: the server's, as long as their connections are open. */
        private static double cpuSeconds() {
            ProcessHandle self = ProcessHandle.current();
            return Stream.concat(Stream.of(self), self.descendants())
                    .map(it -> it.info().totalCpuDuration().orElse(Duration.ZERO))
                    .mapToDouble(it -> it.toMillis() / 1e3)
                    .sum();
        }
    }

    public static void main(String[] args) throws Exception {
        int rounds = args.length == 0 ? 3 : Integer.parseInt(args[0]);
        List<MinedCommit> commits = InventedCommits.of(COMMITS, FILES);
        // Of each commit: itself, its message, its features; of each file: its change and its identifiers.
        long rows = (long) COMMITS * (3 + 2 * FILES);
        Map<Stripped, List<Run>> copy = new EnumMap<>(Stripped.class);
        Map<Stripped, List<Run>> batch = new EnumMap<>(Stripped.class);
        for (int round = -1; round < rounds; round++) {
            for (Stripped stripped : Stripped.values()) {
                Run copied = byCopy(commits, stripped);
                Run batched = byBatches(commits, stripped);
                if (round >= 0) {
                    copy.computeIfAbsent(stripped, it -> new ArrayList<>()).add(copied);
                    batch.computeIfAbsent(stripped, it -> new ArrayList<>()).add(batched);
                }
            }
        }
        System.out.printf(
                "%,d commits with %d files each, %,d rows; median of %d rounds after one to warm up%n",
                COMMITS, FILES, rows, rounds);
        System.out.printf(
                "%-20s %11s %9s %7s %10s %9s %7s %10s%n",
                "taken off", "COPY rows/s", "batches", "ratio", "COPY CPU s", "batches", "ratio", "put back s");
        for (Stripped stripped : Stripped.values()) {
            double copied = median(copy, stripped, Run::fill);
            double batched = median(batch, stripped, Run::fill);
            double copyCpu = median(copy, stripped, Run::cpu);
            double batchCpu = median(batch, stripped, Run::cpu);
            System.out.printf(
                    "%-20s %,11.0f %,9.0f %5.2f x %10.2f %9.2f %5.2f x %10.2f%n",
                    stripped.label(),
                    rows / copied,
                    rows / batched,
                    batched / copied,
                    copyCpu,
                    batchCpu,
                    batchCpu / copyCpu,
                    median(copy, stripped, Run::putBack));
        }
    }

    private static double median(Map<Stripped, List<Run>> runs, Stripped stripped, ToDoubleFunction<Run> value) {
        double[] sorted = Objects.requireNonNull(runs.get(stripped)).stream()
                .mapToDouble(value)
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }

    private static Run byCopy(List<MinedCommit> commits, Stripped stripped) {
        try (TestDatabase database = TestDatabase.create()) {
            HistoryStore store = new HistoryStore(database.dsl(), repository(database), InstantSource.system());
            List<String> back = stripped.strip(database);
            Start start = Start.now();
            for (int i = 0; i < commits.size(); i += CHUNK) {
                store.append(commits.subList(i, i + CHUNK), List.of(), i, Scoring.NONE);
            }
            return start.end(database, back);
        }
    }

    private static Run byBatches(List<MinedCommit> commits, Stripped stripped) throws SQLException {
        try (TestDatabase database = TestDatabase.create()) {
            int repository = repository(database).value();
            List<String> back = stripped.strip(database);
            Properties properties = new Properties();
            properties.setProperty("user", database.user());
            properties.setProperty("password", database.password());
            properties.setProperty("reWriteBatchedInserts", "true");
            try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), properties)) {
                connection.setAutoCommit(false);
                database.execute("insert into author values (" + repository + ", 1, 'dev@example.org', 'Dev', false)");
                database.execute("insert into path select " + repository
                        + ", n, 'src/main/java/org/example/File' || n || '.java' from generate_series(1, 500) n");
                Start start = Start.now();
                for (int i = 0; i < commits.size(); i += CHUNK) {
                    insert(connection, repository, commits.subList(i, i + CHUNK), i);
                    connection.commit();
                }
                return start.end(database, back);
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
}
