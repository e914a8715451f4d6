package io.rootops.jenkins;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import java.time.InstantSource;

/** Gives every build whose commit is known the risk of it, without a step in any job. */
@Extension
public class RootOpsRunListener extends RunListener<Run<?, ?>> {

    private final BuildAnnotator annotator;

    /** With what is configured at the time of each build. */
    public RootOpsRunListener() {
        this(new BuildAnnotator(
                BuildAnnotator.threads(), () -> RootOpsConfiguration.get().client(), InstantSource.system()));
    }

    RootOpsRunListener(BuildAnnotator annotator) {
        this.annotator = annotator;
    }

    @Override
    public void onCompleted(Run<?, ?> run, TaskListener log) {
        annotator.submit(run);
    }
}
