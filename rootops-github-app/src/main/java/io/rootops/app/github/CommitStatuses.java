package io.rootops.app.github;

import io.rootops.core.report.RiskReport;
import java.io.IOException;
import org.kohsuke.github.GHCommitState;
import org.kohsuke.github.GHCommitStatus;
import org.kohsuke.github.GHRepository;

/**
 * The title of a report as a commit status, for tokens, which may write no check run. It cannot be updated: the newest of
 * its context counts. There is no neutral state, and a risk is no failure.
 */
final class CommitStatuses {
    static final String CONTEXT = "RootOps";

    /**
     * Writes it, unless it is what stands there.
     *
     * @return its id
     */
    long write(GHRepository repository, String sha, RiskReport report) throws IOException {
        for (GHCommitStatus status : repository.listCommitStatuses(sha)) {
            if (CONTEXT.equals(status.getContext())) {
                if (report.title().equals(status.getDescription())) {
                    return status.getId();
                }
                break;
            }
        }
        return repository
                .createCommitStatus(sha, GHCommitState.SUCCESS, null, report.title(), CONTEXT)
                .getId();
    }
}
