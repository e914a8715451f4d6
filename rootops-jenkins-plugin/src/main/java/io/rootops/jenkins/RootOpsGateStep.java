package io.rootops.jenkins;

import hudson.Extension;
import hudson.model.AbstractProject;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Publisher;
import hudson.util.ListBoxModel;
import io.rootops.client.Gate;
import io.rootops.client.RootOpsClient;
import io.rootops.client.RootOpsException;
import java.io.IOException;
import org.jenkinsci.Symbol;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/** {@code rootOpsGate}: asks whether the commit is safe to deploy now. Only a hold stops a build, never a missing answer. */
public class RootOpsGateStep extends RootOpsStep {

    private static final String FAIL = "fail";
    private static final String UNSTABLE = "unstable";

    private @Nullable String environment;
    private @Nullable String service;
    private String onHold = FAIL;

    /** For production, of all services. */
    @DataBoundConstructor
    public RootOpsGateStep() {}

    @Override
    void perform(Run<?, ?> run, BuildCommits commits, RootOpsClient client, TaskListener log) throws IOException {
        if (commits.heads().isEmpty()) {
            say(log, "The gate is not asked, as the build tells no commit. The build goes on.");
            return;
        }
        BuildCommits.Head head = commits.heads().get(0);
        Gate gate;
        try {
            gate = client.gate(head.repository(), head.sha(), environment, service);
        } catch (RootOpsException e) {
            say(log, e.getMessage() + " The gate says nothing, and the build goes on.");
            return;
        }
        String where = environment == null ? "production" : environment;
        say(log, "Gate of " + where + " for " + head.sha() + ": " + word(gate.verdict()));
        gate.reasons()
                .forEach(it -> say(log, "  " + it.text() + (it.evidenceUrl() == null ? "" : "  " + it.evidenceUrl())));
        if (gate.verdict() != Gate.Verdict.HOLD) {
            return;
        }
        gate.wouldChange().forEach(it -> say(log, "  What would change it: " + it));
        if (onHold.equals(FAIL)) {
            throw abort("The gate of " + where + " holds this commit.");
        }
        run.setResult(Result.UNSTABLE);
    }

    private static String word(Gate.Verdict verdict) {
        return switch (verdict) {
            case ALLOW -> "allow";
            case HOLD -> "hold";
            case UNKNOWN -> "unknown, which is no reason to wait";
        };
    }

    public @Nullable String getEnvironment() {
        return environment;
    }

    /** Blank: production. */
    @DataBoundSetter
    public void setEnvironment(@Nullable String environment) {
        this.environment = BuildCommits.blankToNull(environment);
    }

    public @Nullable String getService() {
        return service;
    }

    /** Blank: they are not deployed apart. */
    @DataBoundSetter
    public void setService(@Nullable String service) {
        this.service = BuildCommits.blankToNull(service);
    }

    public String getOnHold() {
        return onHold;
    }

    /** What a hold makes of the build: fail or unstable. */
    @DataBoundSetter
    public void setOnHold(String onHold) {
        if (!onHold.equals(FAIL) && !onHold.equals(UNSTABLE)) {
            throw new IllegalArgumentException("onHold is '" + onHold + "'; expected 'fail' or 'unstable'.");
        }
        this.onHold = onHold;
    }

    /** Of the step, for jobs of every kind. */
    @Extension
    @Symbol("rootOpsGate")
    public static class DescriptorImpl extends BuildStepDescriptor<Publisher> {

        @Override
        public String getDisplayName() {
            return "RootOps: ask the deployment gate";
        }

        @Override
        @SuppressWarnings("rawtypes") // as Jenkins declares it
        public boolean isApplicable(Class<? extends AbstractProject> project) {
            return true;
        }

        /** The same for everybody, so that there is nothing to permit. */
        @POST
        public ListBoxModel doFillOnHoldItems() {
            ListBoxModel items = new ListBoxModel();
            items.add("Fail the build, which stops a Pipeline", FAIL);
            items.add("Mark the build unstable", UNSTABLE);
            return items;
        }
    }
}
