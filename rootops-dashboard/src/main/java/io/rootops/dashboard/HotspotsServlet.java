package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.RepositoryMemory;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** GET /api/v1/hotspots with repository, days, path and limit. */
final class HotspotsServlet extends JsonServlet {
    private final transient RepositoryMemory repositories;
    private final transient HotspotsReader hotspots;

    HotspotsServlet(Json json, RepositoryMemory repositories, HotspotsReader hotspots) {
        super(json);
        this.repositories = repositories;
        this.hotspots = hotspots;
    }

    @Override
    Answer answer(HttpServletRequest request) {
        Query query = Query.of(request);
        List<TrackedRepository> all = repositories.all();
        return ok(hotspots.read(RepositoryLookup.needed(all, query), query));
    }
}
