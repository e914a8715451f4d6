package io.rootops.jenkins;

import hudson.Extension;
import hudson.model.AbstractProject;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Publisher;
import io.rootops.client.DeploymentReport;
import io.rootops.client.RootOpsClient;
import io.rootops.client.RootOpsException;
import java.io.IOException;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code rootOpsDeployment}: tells RootOps of a deployment and how it went, so that it is watched and remembered. */
public class RootOpsDeploymentStep extends RootOpsStep {

    private @Nullable String environment;
    private @Nullable String service;
    private @Nullable String version;

    /** To production, of all services of the repository. */
    @DataBoundConstructor
    public RootOpsDeploymentStep() {}

    @Override
    void perform(Run<?, ?> run, BuildCommits commits, RootOpsClient client, TaskListener log) throws IOException {
        if (commits.heads().isEmpty()) {
            say(log, "The deployment is not reported, as the build tells no commit.");
            return;
        }
        BuildCommits.Head head = commits.heads().get(0);
        Result result = run.getResult();
        boolean failed = result != null && !result.equals(Result.SUCCESS) && !result.equals(Result.UNSTABLE);
        DeploymentReport report = new DeploymentReport(
                head.repository(),
                head.sha(),
                environment,
                service,
                version,
                "jenkins",
                DeploymentId.of(rootUrl() + run.getUrl(), environment, service),
                failed ? DeploymentReport.State.FAILURE : DeploymentReport.State.SUCCESS,
                null);
        try {
            client.deployment(report);
            say(
                    log,
                    "Reported: " + head.sha() + " deployed" + (environment == null ? "" : " to " + environment)
                            + (failed ? ", and failed." : "."));
        } catch (RootOpsException e) {
            say(log, e.getMessage() + " The deployment is not reported, and the build goes on.");
        }
    }

    /** Of this Jenkins, with a slash at its end; empty where it is not set. */
    String rootUrl() {
        String url = Jenkins.get().getRootUrl();
        return url == null ? "" : url;
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

    /** Blank: all that are known to be of the repository. */
    @DataBoundSetter
    public void setService(@Nullable String service) {
        this.service = BuildCommits.blankToNull(service);
    }

    public @Nullable String getVersion() {
        return version;
    }

    /** Such as a tag; blank: none. */
    @DataBoundSetter
    public void setVersion(@Nullable String version) {
        this.version = BuildCommits.blankToNull(version);
    }

    /** Of the step, for jobs of every kind. */
    @Extension
    @Symbol("rootOpsDeployment")
    public static class DescriptorImpl extends BuildStepDescriptor<Publisher> {

        @Override
        public String getDisplayName() {
            return "RootOps: report a deployment";
        }

        @Override
        @SuppressWarnings("rawtypes") // as Jenkins declares it
        public boolean isApplicable(Class<? extends AbstractProject> project) {
            return true;
        }
    }
}
