package io.rootops.jenkins;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.BuildStepMonitor;
import hudson.tasks.Recorder;
import io.rootops.client.RootOpsClient;
import java.io.IOException;
import java.util.Optional;
import jenkins.tasks.SimpleBuildStep;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundSetter;

/** What the steps share: which commit of which repository. They run on the controller and need no workspace. */
public abstract class RootOpsStep extends Recorder implements SimpleBuildStep {

    private @Nullable String repository;
    private @Nullable String commit;

    RootOpsStep() {}

    abstract void perform(Run<?, ?> run, BuildCommits commits, RootOpsClient client, TaskListener log)
            throws IOException, InterruptedException;

    @Override
    public void perform(Run<?, ?> run, EnvVars environment, TaskListener log) throws InterruptedException, IOException {
        Optional<RootOpsClient> client;
        try {
            client = client();
        } catch (IllegalArgumentException e) {
            say(log, e.getMessage() + " The build goes on.");
            return;
        }
        if (client.isEmpty()) {
            say(log, "No RootOps is set (Manage Jenkins, System, RootOps; or ROOTOPS_URL). The build goes on.");
            return;
        }
        perform(run, BuildCommitFinder.of(run, environment, commit, repository), client.get(), log);
    }

    Optional<RootOpsClient> client() {
        return RootOpsConfiguration.get().client();
    }

    static void say(TaskListener log, String text) {
        log.getLogger().println(RiskText.logLine(text));
    }

    static AbortException abort(String text) {
        return new AbortException(RiskText.logLine(text));
    }

    @Override
    public boolean requiresWorkspace() {
        return false;
    }

    @Override
    public BuildStepMonitor getRequiredMonitorService() {
        return BuildStepMonitor.NONE;
    }

    public @Nullable String getRepository() {
        return repository;
    }

    /** owner/name; blank: from the address of the remote. */
    @DataBoundSetter
    public void setRepository(@Nullable String repository) {
        this.repository = BuildCommits.blankToNull(repository);
    }

    public @Nullable String getCommit() {
        return commit;
    }

    /** Its sha, 7 hexadecimal digits or more; blank: the commit that was built. */
    @DataBoundSetter
    public void setCommit(@Nullable String commit) {
        this.commit = BuildCommits.blankToNull(commit);
    }
}
