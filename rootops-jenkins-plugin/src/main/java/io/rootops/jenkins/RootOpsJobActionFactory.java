package io.rootops.jenkins;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;

/** Gives every job its trend, whatever its kind. */
@Extension
@SuppressWarnings("rawtypes") // there is no class literal with type arguments
public class RootOpsJobActionFactory extends TransientActionFactory<Job> {

    @Override
    public Class<Job> type() {
        return Job.class;
    }

    /** So that Jenkins does not ask here for actions of other kinds. */
    @Override
    public Class<? extends Action> actionType() {
        return RootOpsJobAction.class;
    }

    @Override
    public Collection<? extends Action> createFor(Job job) {
        return List.of(new RootOpsJobAction(job));
    }
}
