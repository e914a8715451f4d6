package io.rootops.core.engine;

import io.rootops.core.change.Author;
import io.rootops.core.change.Commit;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository.Kind;
import io.rootops.core.history.MinedCommit;
import io.rootops.core.memory.HistoryStore;
import io.rootops.core.memory.ModelMemory;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.memory.Scoring;
import io.rootops.core.outcome.Outcome;
import io.rootops.core.outcome.OutcomeSource;
import io.rootops.core.outcome.Strength;
import io.rootops.core.risk.Feature;
import io.rootops.core.risk.Features;
import io.rootops.core.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A stored history whose commits go wrong for a known cause: every third speaks of a feature, and most of those have to
 * be fixed a month later. Their sizes tell nothing.
 */
final class InventedHistory {
    static final Instant START = Instant.parse("2018-01-01T00:00:00Z");
    private static final Duration STEP = Duration.ofDays(2);
    private static final Duration DELAY = Duration.ofDays(30);

    private final List<MinedCommit> commits = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();

    /** @param fixed whether what goes wrong is found out */
    InventedHistory(int size, boolean fixed) {
        this(size, fixed, 0);
    }

    private InventedHistory(int size, boolean fixed, int linesOfBad) {
        Random random = new Random(7);
        for (int i = 0; i < size; i++) {
            boolean feature = i % 3 == 0;
            boolean bad = random.nextInt(10) < (feature ? 8 : 1);
            add(feature, 1 + random.nextInt(200) + (bad ? linesOfBad : 0));
            if (bad && fixed) {
                outcomes.add(new Outcome(
                        sha(i), OutcomeSource.TRAILER, Strength.STRONG, at(i).plus(DELAY), sha(1_000_000 + i)));
            }
        }
    }

    /** One whose commits go wrong where they are large. */
    static InventedHistory whereSizeTells(int size) {
        return new InventedHistory(size, true, 200);
    }

    static String sha(int number) {
        return String.format("%040x", number + 1);
    }

    static Instant at(int number) {
        return START.plus(STEP.multipliedBy(number));
    }

    /** A year after the last commit. */
    InstantSource clock() {
        return InstantSource.fixed(at(commits.size()).plus(Duration.ofDays(365)));
    }

    List<Outcome> outcomes() {
        return outcomes;
    }

    void add(boolean feature, int lines) {
        float[] values = new float[Feature.values().length];
        values[Feature.NF.ordinal()] = 1;
        values[Feature.LA.ordinal()] = lines;
        values[Feature.WFEAT.ordinal()] = feature ? 1 : 0;
        int number = commits.size();
        Author author = new Author("ana@example.org", "Ana", false);
        commits.add(new MinedCommit(
                new Commit(sha(number), List.of(), author, at(number), at(number), "Change " + number),
                List.of(),
                new Features(values),
                List.of(),
                null));
    }

    /** Stores it as a reading does, ranked by size. */
    RepositoryId store(TestDatabase db) {
        RepositoryId id = new RepositoryMemory(db.dsl())
                .track("acme/shop", "/shop", Kind.LOCAL, null)
                .id();
        HistoryStore store = new HistoryStore(db.dsl(), id, clock());
        store.append(commits, outcomes, 0, new Scoring(null, true));
        new ModelMemory(db.dsl(), clock()).rankAll(id);
        store.finish("main", sha(commits.size() - 1), Ingest.MINER_VERSION, 0);
        return id;
    }
}
