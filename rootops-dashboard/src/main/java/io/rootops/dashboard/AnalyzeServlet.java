package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.CommitSummary;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.dashboard.view.Links;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** POST /dashboard/analyses with repository and sha: scores a commit that was stored without a score. */
final class AnalyzeServlet extends PageServlet {
    private final transient RepositoryMemory repositories;
    private final transient CommitAnalysis analysis;

    AnalyzeServlet(Pages pages, RepositoryMemory repositories, CommitAnalysis analysis) {
        super(pages);
        this.repositories = repositories;
        this.analysis = analysis;
    }

    @Override
    List<String> methods() {
        return List.of("GET", "HEAD", "POST");
    }

    @Override
    Answer answer(HttpServletRequest request) {
        if (!request.getMethod().equals("POST")) {
            // Who reloads the answer to a form comes here; the commits are in their list.
            return Answer.redirect(303, Links.commits(null));
        }
        SameOrigin.require(request);
        Query query = Query.of(request);
        String name = query.get("repository");
        String sha = query.get("sha");
        if (name == null) {
            throw query.wrong("repository", "owner/name of a repository that RootOps follows");
        }
        if (sha == null) {
            throw query.wrong("sha", "the sha of a commit of it");
        }
        TrackedRepository repository = RepositoryLookup.named(repositories.all(), name, query.path());
        CommitSummary commit = analysis.analyze(repository, sha, query.path()).summary();
        return Answer.redirect(303, Links.commit(name, commit.sha()));
    }
}
