package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.RepositoryMemory;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** GET /api/v1/dora with repository, environment, source and days: the figures of DORA and the rows behind them. */
final class DoraServlet extends JsonServlet {
    private final transient RepositoryMemory repositories;
    private final transient DoraReader dora;

    DoraServlet(Json json, RepositoryMemory repositories, DoraReader dora) {
        super(json);
        this.repositories = repositories;
        this.dora = dora;
    }

    @Override
    Answer answer(HttpServletRequest request) {
        Query query = Query.of(request);
        List<TrackedRepository> all = repositories.all();
        return ok(dora.read(RepositoryLookup.needed(all, query), query));
    }
}
