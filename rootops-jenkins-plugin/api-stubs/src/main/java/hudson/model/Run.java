package hudson.model;

import hudson.EnvVars;
import java.io.IOException;

public abstract class Run<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> extends Actionable {
    protected Run(JobT job) throws IOException {}

    public Result getResult() {
        throw new UnsupportedOperationException("an API stub: Jenkins has the body");
    }

    public void setResult(Result result) {
        throw new UnsupportedOperationException("an API stub: Jenkins has the body");
    }

    public JobT getParent() {
        throw new UnsupportedOperationException("an API stub: Jenkins has the body");
    }

    public int getNumber() {
        throw new UnsupportedOperationException("an API stub: Jenkins has the body");
    }

    public String getUrl() {
        throw new UnsupportedOperationException("an API stub: Jenkins has the body");
    }

    public RunT getPreviousBuild() {
        throw new UnsupportedOperationException("an API stub: Jenkins has the body");
    }

    public EnvVars getEnvironment(TaskListener log) throws IOException, InterruptedException {
        throw new UnsupportedOperationException("an API stub: Jenkins has the body");
    }

    public synchronized void save() throws IOException {
        throw new UnsupportedOperationException("an API stub: Jenkins has the body");
    }
}
