package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.RepositoryMemory;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;

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
        TrackedRepository repository = RepositoryLookup.orTheOnlyOne(all, RepositoryLookup.wanted(all, query));
        if (repository != null) {
            return ok(reader.read(repository, clock.instant()));
        }
        if (all.isEmpty()) {
            return ok(reader.nothing(clock.instant()));
        }
        throw query.wrong(
                "repository",
                "one of "
                        + all.stream().limit(10).map(TrackedRepository::name).collect(Collectors.joining(", "))
                        + (all.size() > 10 ? " …" : ""));
    }
}
