package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.RepositoryMemory;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;

/** GET /api/dashboard/range with repository, from and to: the risk of a pull request, a build or a deployment. */
final class RangeServlet extends JsonServlet {
    private final transient RepositoryMemory repositories;
    private final transient RangeReader reader;
    private final transient InstantSource clock;

    RangeServlet(Json json, RepositoryMemory repositories, RangeReader reader, InstantSource clock) {
        super(json);
        this.repositories = repositories;
        this.reader = reader;
        this.clock = clock;
    }

    @Override
    Answer answer(HttpServletRequest request) {
        Query query = Query.of(request);
        List<TrackedRepository> all = repositories.all();
        TrackedRepository repository = RepositoryLookup.orTheOnlyOne(all, RepositoryLookup.wanted(all, query));
        if (repository == null) {
            throw query.wrong("repository", "owner/name of a repository that RootOps follows");
        }
        String from = query.get("from");
        String to = query.get("to");
        if (from == null) {
            throw query.wrong("from", "the sha of the commit that the range begins after");
        }
        if (to == null) {
            throw query.wrong("to", "the sha of the last commit of the range");
        }
        return ok(reader.read(repository, from, to, query, clock.instant()));
    }
}
