package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.CommitFilter;
import io.rootops.core.memory.CommitMemory;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.dashboard.view.CommitsView;
import io.rootops.dashboard.view.Links;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * GET /api/dashboard/commits and /api/dashboard/commits/{sha}, and POST /api/dashboard/commits/{sha}/analyze, which
 * scores a commit that was stored without a score.
 */
final class CommitsServlet extends JsonServlet {
    private static final String ANALYZE = "/analyze";

    private final transient RepositoryMemory repositories;
    private final transient CommitMemory commits;
    private final transient CommitReader reader;
    private final transient CommitAnalysis analysis;
    private final transient InstantSource clock;

    CommitsServlet(
            Json json,
            RepositoryMemory repositories,
            CommitMemory commits,
            CommitReader reader,
            CommitAnalysis analysis,
            InstantSource clock) {
        super(json);
        this.repositories = repositories;
        this.commits = commits;
        this.reader = reader;
        this.analysis = analysis;
        this.clock = clock;
    }

    @Override
    List<String> methods(HttpServletRequest request) {
        return analyzes(request) ? List.of("POST") : methods();
    }

    private static boolean analyzes(HttpServletRequest request) {
        String path = request.getPathInfo();
        // One segment before it: /{sha}/analyze.
        return path != null
                && path.endsWith(ANALYZE)
                && path.lastIndexOf('/', path.length() - ANALYZE.length() - 1) == 0;
    }

    @Override
    Answer answer(HttpServletRequest request) {
        Query query = Query.of(request);
        List<TrackedRepository> all = repositories.all();
        TrackedRepository repository = RepositoryLookup.wanted(all, query);
        String rest = request.getPathInfo();
        if (rest == null || rest.equals("/")) {
            return list(query, all, repository);
        }
        if (analyzes(request)) {
            SameOrigin.require(request);
            String waiting = rest.substring(1, rest.length() - ANALYZE.length());
            return ok(reader.one(analysis.analyze(repository, waiting, query.path()), clock.instant()));
        }
        String sha = rest.substring(1);
        if (sha.indexOf('/') >= 0) {
            throw ProblemException.noSuchPage(query.path());
        }
        return ok(reader.one(new CommitLookup(commits).find(repository, sha, query.path()), clock.instant()));
    }

    private Answer list(Query query, List<TrackedRepository> all, @Nullable TrackedRepository repository) {
        CommitFilter filter = CommitQuery.filter(query, repository, clock.instant());
        int limit = query.number("limit", CommitQuery.DEFAULT_LIMIT, 1, CommitQuery.MOST);
        CommitsView view = reader.list(all, repository, filter, limit, query.get("cursor"));
        Answer answer = ok(view);
        return view.nextCursor() == null
                ? answer
                : answer.with("Link", "<" + address(query, view.nextCursor()) + ">; rel=\"next\"");
    }

    private static String address(Query query, String cursor) {
        Map<String, String> next = new LinkedHashMap<>(query.values());
        next.put("cursor", cursor);
        return query.path()
                + next.entrySet().stream()
                        .map(it -> Links.value(it.getKey()) + "=" + Links.value(it.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }
}
