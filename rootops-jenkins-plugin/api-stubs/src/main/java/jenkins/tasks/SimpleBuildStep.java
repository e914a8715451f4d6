package jenkins.tasks;

import hudson.EnvVars;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.BuildStep;
import java.io.IOException;

public interface SimpleBuildStep extends BuildStep {
    default void perform(Run<?, ?> run, EnvVars environment, TaskListener log)
            throws InterruptedException, IOException {
        throw new UnsupportedOperationException("an API stub: Jenkins has the body");
    }

    default boolean requiresWorkspace() {
        throw new UnsupportedOperationException("an API stub: Jenkins has the body");
    }
}
