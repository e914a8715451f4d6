package io.rootops.dashboard;

import io.rootops.core.memory.RepositoryMemory;
import io.rootops.dashboard.view.OverviewView;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;

/** GET /api/dashboard/overview. */
final class OverviewServlet extends JsonServlet {
    private final transient RepositoryMemory repositories;
    private final transient OverviewReader reader;
    private final transient InstantSource clock;

    OverviewServlet(Json json, RepositoryMemory repositories, OverviewReader reader, InstantSource clock) {
        super(json);
        this.repositories = repositories;
        this.reader = reader;
        this.clock = clock;
    }

    @Override
    Answer answer(HttpServletRequest request) {
        var all = repositories.all();
        OverviewView view = reader.read(all, RepositoryLookup.wanted(all, Query.of(request)), clock.instant());
        // When it was generated is no change of what it says.
        byte[] timeless = json.bytes(view.generatedAt(Instant.EPOCH));
        return ok(view).withEtag(Answer.hash(timeless));
    }
}
