package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.RepositoryMemory;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** GET /api/dashboard/repositories. */
final class RepositoriesServlet extends JsonServlet {
    private final transient RepositoryMemory repositories;
    private final transient RepositoriesReader reader;

    RepositoriesServlet(Json json, RepositoryMemory repositories, RepositoriesReader reader) {
        super(json);
        this.repositories = repositories;
        this.reader = reader;
    }

    @Override
    Answer answer(HttpServletRequest request) {
        List<TrackedRepository> all = repositories.all();
        TrackedRepository wanted = RepositoryLookup.wanted(all, Query.of(request));
        return ok(reader.read(wanted == null ? all : List.of(wanted)));
    }
}
