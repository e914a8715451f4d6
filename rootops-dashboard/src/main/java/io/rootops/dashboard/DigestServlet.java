package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.dashboard.view.Week;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** GET /api/v1/digest with repository and week. */
final class DigestServlet extends JsonServlet {
    private final transient RepositoryMemory repositories;
    private final transient DigestReader digest;

    DigestServlet(Json json, RepositoryMemory repositories, DigestReader digest) {
        super(json);
        this.repositories = repositories;
        this.digest = digest;
    }

    @Override
    Answer answer(HttpServletRequest request) {
        Query query = Query.of(request);
        List<TrackedRepository> all = repositories.all();
        return ok(digest.read(RepositoryLookup.needed(all, query), week(query)));
    }

    private Week week(Query query) {
        String written = query.get("week");
        return written == null
                ? digest.last()
                : digest.week(written)
                        .orElseThrow(() -> query.wrong("week", "one that has begun, as 2026-W07 is written"));
    }
}
