package io.rootops.core.engine;

import io.rootops.core.history.MinedCommit;
import io.rootops.core.memory.HistoryStore;
import io.rootops.core.memory.Scoring;
import io.rootops.core.outcome.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Collects mined commits and stores them many at once, but not so late that the progress stands still. */
final class Batches {
    private static final int COMMITS = 2_000;
    private static final Duration LATEST = Duration.ofSeconds(1);

    private final HistoryStore store;
    private final InstantSource clock;
    private final Scoring scoring;
    private final CommitOutcomes outcomes;
    private final int linesFrom;
    private final Announcements announcements;
    private final List<MinedCommit> waiting = new ArrayList<>();
    private final List<Outcome> found = new ArrayList<>();
    private int position;
    private Instant flushed;

    /** @param linesFrom place from which on it is stored whose lines a commit changes */
    Batches(
            HistoryStore store,
            int lastPosition,
            int linesFrom,
            Scoring scoring,
            CommitOutcomes outcomes,
            InstantSource clock,
            Announcements announcements) {
        this.store = store;
        this.position = lastPosition;
        this.linesFrom = linesFrom;
        this.scoring = scoring;
        this.outcomes = outcomes;
        this.clock = clock;
        this.announcements = announcements;
        this.flushed = clock.instant();
    }

    void add(MinedCommit commit) {
        int place = position + waiting.size() + 1;
        waiting.add(place < linesFrom ? commit.withoutDeletedLines() : commit);
        found.addAll(outcomes.next(commit));
        if (waiting.size() >= COMMITS || clock.instant().isAfter(flushed.plus(LATEST))) {
            flush();
        }
    }

    void flush() {
        if (!waiting.isEmpty()) {
            store.append(waiting, found, position, scoring);
            position += waiting.size();
            waiting.clear();
            found.clear();
            announcements.changed(Announcements.Part.MINING);
        }
        flushed = clock.instant();
    }
}
