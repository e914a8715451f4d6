package io.rootops.dashboard;

import io.rootops.core.memory.RepositoryMemory;
import jakarta.servlet.http.HttpServletRequest;

/** GET /api/dashboard/suspicions. */
final class SuspicionsServlet extends JsonServlet {
    private final transient RepositoryMemory repositories;
    private final transient SuspicionsReader suspicions;

    SuspicionsServlet(Json json, RepositoryMemory repositories, SuspicionsReader suspicions) {
        super(json);
        this.repositories = repositories;
        this.suspicions = suspicions;
    }

    @Override
    Answer answer(HttpServletRequest request) {
        return ok(suspicions.read(RepositoryLookup.wanted(repositories.all(), Query.of(request))));
    }
}
