package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.RepositoryMemory;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** GET /api/dashboard/trust/riskiest. */
final class RiskiestServlet extends JsonServlet {
    private final transient RepositoryMemory repositories;
    private final transient RiskiestReader reader;
    private final transient InstantSource clock;

    RiskiestServlet(Json json, RepositoryMemory repositories, RiskiestReader reader, InstantSource clock) {
        super(json);
        this.repositories = repositories;
        this.reader = reader;
        this.clock = clock;
    }

    @Override
    Answer answer(HttpServletRequest request) {
        Query query = Query.of(request);
        List<TrackedRepository> all = repositories.all();
        Instant now = clock.instant();
        Instant from = TimeParameter.from(query, now);
        Instant until = TimeParameter.to(query, now);
        if (from != null && until != null && !from.isBefore(until)) {
            throw query.wrong("to", "a moment after from");
        }
        int limit = query.number("limit", RiskiestReader.DEFAULT_LIMIT, 1, RiskiestReader.MOST);
        return all.isEmpty() && query.get("repository") == null
                ? ok(reader.nothing(now))
                : ok(reader.read(RepositoryLookup.needed(all, query), from, until, limit, now));
    }
}
