package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.RepositoryMemory;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;

/** GET /api/dashboard/trust. */
final class TrustServlet extends JsonServlet {
    private final transient RepositoryMemory repositories;
    private final transient TrustReader reader;
    private final transient InstantSource clock;

    TrustServlet(Json json, RepositoryMemory repositories, TrustReader reader, InstantSource clock) {
        super(json);
        this.repositories = repositories;
        this.reader = reader;
        this.clock = clock;
    }

    @Override
    Answer answer(HttpServletRequest request) {
        List<TrackedRepository> all = repositories.all();
        Query query = Query.of(request);
        return all.isEmpty() && query.get("repository") == null
                ? ok(reader.nothing(clock.instant()))
                : ok(reader.read(RepositoryLookup.needed(all, query), clock.instant()));
    }
}
