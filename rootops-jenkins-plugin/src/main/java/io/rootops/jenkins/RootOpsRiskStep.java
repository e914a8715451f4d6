package io.rootops.jenkins;

import hudson.Extension;
import hudson.model.AbstractProject;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Publisher;
import io.rootops.client.RootOpsClient;
import java.io.IOException;
import java.time.Duration;
import org.jenkinsci.Symbol;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code rootOpsRisk}: shows the risk of the build's commits, waits for it, and may judge the build by it. */
public class RootOpsRiskStep extends RootOpsStep {

    private static final int WAIT_SECONDS = 20;
    private static final int MOST_SECONDS = 600;

    private @Nullable Integer unstableAbove;
    private @Nullable Integer failAbove;
    private int waitSeconds = WAIT_SECONDS;
    private boolean failIfUnavailable;

    /** That judges nothing. */
    @DataBoundConstructor
    public RootOpsRiskStep() {}

    @Override
    void perform(Run<?, ?> run, BuildCommits commits, RootOpsClient client, TaskListener log) throws IOException {
        Assessment found = new RiskReader(client).assess(commits, Duration.ofSeconds(waitSeconds));
        RootOpsBuildAction action = new RootOpsBuildAction(found, System.currentTimeMillis());
        run.addOrReplaceAction(action);
        run.save();
        tell(found, action, log);
        if (found.state() != Assessment.State.SCORED && found.percentile() == null) {
            if (failIfUnavailable) {
                throw abort("There is no score, and failIfUnavailable is set.");
            }
            say(log, "There is no score; the build goes on.");
            return;
        }
        switch (new RiskGate(unstableAbove, failAbove).judge(found.percentile())) {
            case PASS -> {}
            case UNSTABLE -> {
                say(log, "Above the limit of " + unstableAbove + ": the build is unstable.");
                run.setResult(Result.UNSTABLE);
            }
            case FAIL -> throw abort("Riskier than the limit: above the percentile " + failAbove + ".");
        }
    }

    private static void tell(Assessment found, RootOpsBuildAction action, TaskListener log) {
        if (found.head() != null) {
            say(log, line("", found.head(), found.repository()));
        } else {
            say(log, action.getHeadline());
        }
        if (found.riskiest() != null) {
            say(log, line("riskiest of the changes: ", found.riskiest(), found.repository()));
        }
        if (found.note() != null) {
            say(log, found.note());
        }
    }

    private static String line(String what, ScoredCommit commit, @Nullable String repository) {
        return what + commit.getShortSha() + ": " + commit.getLevelText() + " · " + commit.getRiskText()
                + (repository == null ? "" : " of " + repository)
                + (commit.getUrl() == null ? "" : "  " + commit.getUrl());
    }

    public @Nullable Integer getUnstableAbove() {
        return unstableAbove;
    }

    /** A percentile, 0 to 100; null: never. */
    @DataBoundSetter
    public void setUnstableAbove(@Nullable Integer unstableAbove) {
        this.unstableAbove = RiskGate.percentile("unstableAbove", unstableAbove);
    }

    public @Nullable Integer getFailAbove() {
        return failAbove;
    }

    /** A percentile, 0 to 100; null: never. */
    @DataBoundSetter
    public void setFailAbove(@Nullable Integer failAbove) {
        this.failAbove = RiskGate.percentile("failAbove", failAbove);
    }

    public int getWaitSeconds() {
        return waitSeconds;
    }

    /** How long a score may take, 0 to 600. */
    @DataBoundSetter
    public void setWaitSeconds(int waitSeconds) {
        if (waitSeconds < 0 || waitSeconds > MOST_SECONDS) {
            throw new IllegalArgumentException(
                    "waitSeconds is " + waitSeconds + "; expected seconds from 0 to " + MOST_SECONDS + ".");
        }
        this.waitSeconds = waitSeconds;
    }

    public boolean isFailIfUnavailable() {
        return failIfUnavailable;
    }

    @DataBoundSetter
    public void setFailIfUnavailable(boolean failIfUnavailable) {
        this.failIfUnavailable = failIfUnavailable;
    }

    /** Of the step, for jobs of every kind. */
    @Extension
    @Symbol("rootOpsRisk")
    public static class DescriptorImpl extends BuildStepDescriptor<Publisher> {

        @Override
        public String getDisplayName() {
            return "RootOps: show the risk of the commits";
        }

        @Override
        @SuppressWarnings("rawtypes") // as Jenkins declares it
        public boolean isApplicable(Class<? extends AbstractProject> project) {
            return true;
        }
    }
}
