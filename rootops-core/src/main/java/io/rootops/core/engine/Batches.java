package io.rootops.core.engine;

import io.rootops.core.history.MinedCommit;
import io.rootops.core.memory.HistoryStore;
import io.rootops.core.risk.SizeModel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects mined commits and stores them many at once, but not so late that the progress stands still. */
final class Batches {
    private static final int COMMITS = 2_000;
    private static final Duration LATEST = Duration.ofSeconds(1);

    private final HistoryStore store;
    private final InstantSource clock;
    private final @Nullable SizeModel model;
    private final Announcements announcements;
    private final List<MinedCommit> waiting = new ArrayList<>();
    private int position;
    private Instant flushed;

    Batches(
            HistoryStore store,
            int lastPosition,
            @Nullable SizeModel model,
            InstantSource clock,
            Announcements announcements) {
        this.store = store;
        this.position = lastPosition;
        this.model = model;
        this.clock = clock;
        this.announcements = announcements;
        this.flushed = clock.instant();
    }

    void add(MinedCommit commit) {
        waiting.add(commit);
        if (waiting.size() >= COMMITS || clock.instant().isAfter(flushed.plus(LATEST))) {
            flush();
        }
    }

    void flush() {
        if (!waiting.isEmpty()) {
            store.append(waiting, position, model);
            position += waiting.size();
            waiting.clear();
            announcements.changed(Announcements.Part.MINING);
        }
        flushed = clock.instant();
    }
}
