package io.rootops.jenkins;

import hudson.model.Action;
import hudson.model.Job;
import hudson.model.Run;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The trend of a job's builds: a chart beside its builds, and a page with the table. It reads what builds keep, and no network. */
public final class RootOpsJobAction implements Action {

    private static final int MOST_BUILDS = 50;

    private final Job<?, ?> job;
    private @Nullable RiskTrend trend;

    RootOpsJobAction(Job<?, ?> job) {
        this.job = job;
    }

    /** None where no build has a score, so that jobs that RootOps does not follow stay as they are. */
    @Override
    public @Nullable String getIconFileName() {
        return getTrend().isScored() ? "/plugin/rootops/images/rootops.svg" : null;
    }

    @Override
    public String getDisplayName() {
        return "Commit risk";
    }

    @Override
    public String getUrlName() {
        return "rootops";
    }

    /** For the views: whose side panel to show. */
    public Job<?, ?> getJob() {
        return job;
    }

    /** Of the last fifty builds. */
    public synchronized RiskTrend getTrend() {
        if (trend == null) {
            trend = read();
        }
        return trend;
    }

    private RiskTrend read() {
        List<RiskTrend.Point> points = new ArrayList<>();
        Run<?, ?> run = job.getLastBuild();
        for (int i = 0; i < MOST_BUILDS && run != null; i++) {
            RootOpsBuildAction action = run.getAction(RootOpsBuildAction.class);
            Double percentile = action == null ? null : action.getPercentile();
            if (action != null && percentile != null) {
                points.add(new RiskTrend.Point(run.getNumber(), percentile, run.getUrl(), action.getHeadline()));
            }
            run = run.getPreviousBuild();
        }
        Collections.reverse(points);
        return new RiskTrend(points);
    }
}
