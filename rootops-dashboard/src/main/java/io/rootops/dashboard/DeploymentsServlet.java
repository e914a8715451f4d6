package io.rootops.dashboard;

import io.rootops.core.memory.RepositoryMemory;
import jakarta.servlet.http.HttpServletRequest;

/** GET /api/dashboard/deployments, and one by its id below it. */
final class DeploymentsServlet extends JsonServlet {
    private final transient RepositoryMemory repositories;
    private final transient DeploymentsReader deployments;

    DeploymentsServlet(Json json, RepositoryMemory repositories, DeploymentsReader deployments) {
        super(json);
        this.repositories = repositories;
        this.deployments = deployments;
    }

    @Override
    Answer answer(HttpServletRequest request) {
        Query query = Query.of(request);
        String path = request.getPathInfo();
        if (path == null || path.equals("/")) {
            return ok(deployments.newest(RepositoryLookup.wanted(repositories.all(), query)));
        }
        return ok(deployments.one(path.substring(1), query));
    }
}
