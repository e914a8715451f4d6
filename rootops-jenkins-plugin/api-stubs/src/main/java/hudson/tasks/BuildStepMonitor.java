package hudson.tasks;

import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import java.io.IOException;

public enum BuildStepMonitor {
    NONE {
        @Override
        public boolean perform(BuildStep step, AbstractBuild build, Launcher launcher, BuildListener log) {
            throw new UnsupportedOperationException("an API stub: Jenkins has the body");
        }
    };

    public abstract boolean perform(BuildStep step, AbstractBuild build, Launcher launcher, BuildListener log)
            throws IOException, InterruptedException;
}
