package io.rootops.dashboard;

import io.rootops.core.memory.RepositoryMemory;
import jakarta.servlet.http.HttpServletRequest;

/** GET /api/dashboard/incidents, and one by its id below it. */
final class IncidentsServlet extends JsonServlet {
    private final transient RepositoryMemory repositories;
    private final transient IncidentsReader incidents;

    IncidentsServlet(Json json, RepositoryMemory repositories, IncidentsReader incidents) {
        super(json);
        this.repositories = repositories;
        this.incidents = incidents;
    }

    @Override
    Answer answer(HttpServletRequest request) {
        Query query = Query.of(request);
        String path = request.getPathInfo();
        if (path == null || path.equals("/")) {
            return ok(incidents.read(RepositoryLookup.wanted(repositories.all(), query), query));
        }
        return ok(incidents.one(path.substring(1), query));
    }
}
