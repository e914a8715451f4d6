package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.dashboard.view.PatternsView;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** GET /api/v1/patterns. */
final class PatternsServlet extends JsonServlet {
    private final transient RepositoryMemory repositories;
    private final transient PatternsReader patterns;

    PatternsServlet(Json json, RepositoryMemory repositories, PatternsReader patterns) {
        super(json);
        this.repositories = repositories;
        this.patterns = patterns;
    }

    @Override
    Answer answer(HttpServletRequest request) {
        Query query = Query.of(request);
        List<TrackedRepository> all = repositories.all();
        return all.isEmpty() && query.get("repository") == null
                ? ok(PatternsView.NOTHING)
                : ok(patterns.read(RepositoryLookup.needed(all, query)));
    }
}
