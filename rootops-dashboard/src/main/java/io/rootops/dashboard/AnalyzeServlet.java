package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.CommitSummary;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.dashboard.view.Links;
import jakarta.servlet.http.HttpServletRequest;

/** POST /dashboard/analyses with repository and sha: scores a commit that was stored without a score. */
final class AnalyzeServlet extends FormServlet {
    private final transient RepositoryMemory repositories;
    private final transient CommitAnalysis analysis;

    AnalyzeServlet(Pages pages, RepositoryMemory repositories, CommitAnalysis analysis) {
        super(pages);
        this.repositories = repositories;
        this.analysis = analysis;
    }

    @Override
    Answer opened(HttpServletRequest request) {
        return Answer.redirect(303, Links.commits(null));
    }

    @Override
    Answer sent(HttpServletRequest request) {
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
