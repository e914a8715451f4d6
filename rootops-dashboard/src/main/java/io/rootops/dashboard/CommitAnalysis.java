package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.engine.Analysis;
import io.rootops.core.memory.CommitDetail;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives a commit a score that was stored without one: behind the button of its page and behind the API alike. */
final class CommitAnalysis {
    private final CommitLookup commits;
    private final Analysis analysis;

    CommitAnalysis(CommitLookup commits, Analysis analysis) {
        this.commits = commits;
        this.analysis = analysis;
    }

    /**
     * The commit as it is afterwards; one that has a score, or can have none, stays as it is.
     *
     * @param repository null: in all
     * @throws ProblemException when the sha names none, or several
     */
    CommitDetail analyze(@Nullable TrackedRepository repository, String sha, String path) {
        CommitDetail commit = commits.find(repository, sha, path);
        TrackedRepository home = commit.summary().repository();
        String full = commit.summary().sha();
        return analysis.analyze(home.id(), List.of(full)).analyzed() == 0 ? commit : commits.find(home, full, path);
    }
}
