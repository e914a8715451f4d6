package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.engine.HotspotSearch;
import io.rootops.core.pattern.Hotspots;
import io.rootops.dashboard.view.HotspotsView;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Reads where changing a repository goes wrong. */
final class HotspotsReader {
    private static final int MOST_DAYS = 36_500;
    private static final int MOST = 500;

    private final HotspotSearch search;
    private final InstantSource clock;

    HotspotsReader(HotspotSearch search, InstantSource clock) {
        this.search = search;
        this.clock = clock;
    }

    /** @throws ProblemException when a parameter cannot be used, or it takes too long */
    HotspotsView read(TrackedRepository repository, Query query) {
        Integer days = days(query);
        int limit = query.number("limit", HotspotsView.DEFAULT_LIMIT, 1, MOST);
        Hotspots hotspots = search.of(repository, days == null ? null : Duration.ofDays(days), clock.instant())
                .orElseThrow(() -> ProblemException.takesTooLong(HotspotSearch.PATIENCE, query.path()));
        return HotspotsView.of(repository.name(), days, CommitQuery.path(query), hotspots, limit);
    }

    private static @Nullable Integer days(Query query) {
        return HotspotsView.ALL.equals(query.get("days"))
                ? null
                : (Integer) query.number("days", HotspotsView.DEFAULT_DAYS, 1, MOST_DAYS);
    }
}
