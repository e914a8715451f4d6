package io.rootops.jenkins;

import hudson.model.Action;
import hudson.model.Run;
import hudson.scm.ChangeLogSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jenkins.scm.RunWithSCM;
import org.jspecify.annotations.Nullable;

/** Reads the commits of a build from what Jenkins keeps of it. */
final class BuildCommitFinder {

    private BuildCommitFinder() {}

    /**
     * @param environment of the build or of the step
     * @param commit given with the step; null: to be found
     * @param repository given with the step; null: to be found
     */
    static BuildCommits of(
            Run<?, ?> run, Map<String, String> environment, @Nullable String commit, @Nullable String repository) {
        List<? extends Action> actions = run.getActions();
        return BuildCommits.find(
                commit,
                repository,
                environment.get("GIT_COMMIT"),
                environment.get("GIT_URL"),
                GitActions.revision(actions),
                GitActions.checkouts(actions),
                changes(run));
    }

    private static List<String> changes(Run<?, ?> run) {
        List<String> ids = new ArrayList<>();
        if (run instanceof RunWithSCM<?, ?> withChanges) {
            for (ChangeLogSet<? extends ChangeLogSet.Entry> set : withChanges.getChangeSets()) {
                for (ChangeLogSet.Entry entry : set) {
                    String id = entry.getCommitId();
                    if (id != null) {
                        ids.add(id);
                    }
                }
            }
        }
        return ids;
    }
}
