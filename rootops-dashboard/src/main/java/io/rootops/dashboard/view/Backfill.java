package io.rootops.dashboard.view;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.change.TrackedRepository.Mining;
import io.rootops.core.change.TrackedRepository.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far a history is read.
 *
 * @param done commits read
 * @param total commits to read; 0 before they are counted
 * @param provisional commits that stand in the lists ahead of the reading
 * @param etaSeconds until all is read, at the pace so far; null while that cannot be told
 */
public record Backfill(
        State state,
        int done,
        int total,
        int provisional,
        @Nullable Long etaSeconds,
        @Nullable Instant startedAt) {

    private static final Duration SHORTEST_SAMPLE = Duration.ofSeconds(2);

    /** What is under way comes before what has ended; the words of several repositories become one in this order. */
    private static final List<State> TELLING =
            List.of(State.MINING, State.CLONING, State.WAITING, State.FAILED, State.READY);

    static Backfill of(TrackedRepository repository, Instant now) {
        Mining mining = repository.mining();
        return new Backfill(
                repository.state(),
                mining.done(),
                mining.total(),
                mining.provisional(),
                repository.state() == State.MINING ? eta(mining, now) : null,
                mining.startedAt());
    }

    static Backfill sum(List<Backfill> parts) {
        List<Backfill> running = parts.stream().filter(Backfill::running).toList();
        List<Backfill> told = running.isEmpty() ? parts : running;
        return new Backfill(
                told.stream()
                        .map(Backfill::state)
                        .min(Comparator.comparing(TELLING::indexOf))
                        .orElse(State.READY),
                told.stream().mapToInt(Backfill::done).sum(),
                told.stream().mapToInt(Backfill::total).sum(),
                told.stream().mapToInt(Backfill::provisional).sum(),
                told.stream()
                        .map(Backfill::etaSeconds)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                told.stream()
                        .map(Backfill::startedAt)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null));
    }

    public boolean running() {
        return state == State.WAITING || state == State.CLONING || state == State.MINING;
    }

    private static @Nullable Long eta(Mining mining, Instant now) {
        if (mining.startedAt() == null || mining.done() == 0 || mining.total() < mining.done()) {
            return null;
        }
        Duration spent = Duration.between(mining.startedAt(), now);
        if (spent.compareTo(SHORTEST_SAMPLE) < 0) {
            return null;
        }
        return Math.round(spent.toMillis() / 1000.0 / mining.done() * (mining.total() - mining.done()));
    }
}
