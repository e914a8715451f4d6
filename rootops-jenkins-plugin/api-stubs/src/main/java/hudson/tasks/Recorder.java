package hudson.tasks;

import hudson.ExtensionPoint;

public abstract class Recorder extends Publisher implements ExtensionPoint {
    protected Recorder() {}

    @Override
    public BuildStepDescriptor getDescriptor() {
        throw new UnsupportedOperationException("an API stub: Jenkins has the body");
    }
}
