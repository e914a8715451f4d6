package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.HotspotMemory;
import io.rootops.dashboard.view.HotspotsView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Reads where changing a repository goes wrong. */
final class HotspotsReader {
    private static final int MOST_DAYS = 36_500;
    private static final int MOST = 500;

    private final HotspotMemory memory;
    private final InstantSource clock;

    HotspotsReader(HotspotMemory memory, InstantSource clock) {
        this.memory = memory;
        this.clock = clock;
    }

    /** @throws ProblemException when a parameter cannot be used */
    HotspotsView read(TrackedRepository repository, Query query) {
        Integer days = days(query);
        int limit = query.number("limit", HotspotsView.DEFAULT_LIMIT, 1, MOST);
        Instant now = clock.instant();
        Instant from = days == null ? Instant.EPOCH : now.minus(Duration.ofDays(days));
        return HotspotsView.of(
                repository.name(), days, CommitQuery.path(query), memory.since(repository.id(), from, now), limit);
    }

    private static @Nullable Integer days(Query query) {
        return HotspotsView.ALL.equals(query.get("days"))
                ? null
                : (Integer) query.number("days", HotspotsView.DEFAULT_DAYS, 1, MOST_DAYS);
    }
}
