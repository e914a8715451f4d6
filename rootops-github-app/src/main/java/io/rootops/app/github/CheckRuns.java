package io.rootops.app.github;

import io.rootops.core.report.RiskReport;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHApp;
import org.kohsuke.github.GHCheckRun;
import org.kohsuke.github.GHCheckRunBuilder;
import org.kohsuke.github.GHRepository;

/**
 * One check run a commit, updated in place. Before one is made it is looked for, so that a process that was killed after
 * GitHub had made it, and before it was told so, makes no second.
 */
final class CheckRuns {
    static final String NAME = "RootOps";
    /** On all of ours, for hosts that do not say whose a check run is. */
    static final String EXTERNAL_ID = "rootops-risk";

    private final InstantSource clock;

    CheckRuns(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Makes it, or updates it.
     *
     * @param app our number
     * @param known id of the check run that there was; null: none that we know of
     * @return its id
     */
    long write(GHRepository repository, String sha, long app, @Nullable Long known, RiskReport report)
            throws IOException {
        if (known != null) {
            try {
                return complete(repository.updateCheckRun(known), report);
            } catch (FileNotFoundException e) {
                // Removed there; whether there is another one is seen below.
            }
        }
        OptionalLong found = find(repository, sha, app);
        return complete(
                found.isPresent() ? repository.updateCheckRun(found.getAsLong()) : repository.createCheckRun(NAME, sha),
                report);
    }

    private static OptionalLong find(GHRepository repository, String sha, long app) throws IOException {
        for (GHCheckRun run : repository.getCheckRuns(sha, Map.of("check_name", NAME, "filter", "latest"))) {
            GHApp by = run.getApp();
            boolean ours = by == null ? EXTERNAL_ID.equals(run.getExternalId()) : by.getId() == app;
            if (ours && NAME.equals(run.getName())) {
                return OptionalLong.of(run.getId());
            }
        }
        return OptionalLong.empty();
    }

    private long complete(GHCheckRunBuilder run, RiskReport report) throws IOException {
        return run.withStatus(GHCheckRun.Status.COMPLETED)
                .withConclusion(report.fails() ? GHCheckRun.Conclusion.FAILURE : GHCheckRun.Conclusion.NEUTRAL)
                .withCompletedAt(Date.from(clock.instant()))
                .withExternalID(EXTERNAL_ID)
                .add(new GHCheckRunBuilder.Output(report.title(), report.summary()))
                .create()
                .getId();
    }
}
