package io.rootops.jenkins;

import hudson.EnvVars;
import hudson.model.Action;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.scm.ChangeLogSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jenkins.model.RunAction2;
import jenkins.scm.RunWithSCM;
import org.jspecify.annotations.Nullable;

/** A build, in memory. */
final class TestRun extends Run<TestJob, TestRun> implements RunWithSCM<TestJob, TestRun> {

    private final TestJob job;
    private final int number;
    private final List<Action> actions = new ArrayList<>();
    private final List<String> changes = new ArrayList<>();
    private final Map<String, String> environment = new TreeMap<>();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private @Nullable Result result;
    int saved;

    TestRun(TestJob job, int number) throws IOException {
        super(job);
        this.job = job;
        this.number = number;
    }

    TestRun of(String commit, String remote) {
        environment.put("GIT_COMMIT", commit);
        environment.put("GIT_URL", remote);
        return this;
    }

    TestRun with(Action action) {
        actions.add(action);
        return this;
    }

    TestRun changing(String... commits) {
        changes.addAll(List.of(commits));
        return this;
    }

    TaskListener listener() {
        PrintStream out = new PrintStream(log, true, StandardCharsets.UTF_8);
        return () -> out;
    }

    String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    @Override
    public EnvVars getEnvironment(TaskListener log) {
        return new EnvVars(environment);
    }

    @Override
    public List<Action> getActions() {
        return actions;
    }

    @Override
    public boolean addOrReplaceAction(Action action) {
        actions.removeIf(it -> it.getClass().equals(action.getClass()));
        actions.add(action);
        if (action instanceof RunAction2 attached) {
            attached.onAttached(this);
        }
        return true;
    }

    @Override
    public <T extends Action> @Nullable T getAction(Class<T> type) {
        return actions.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElse(null);
    }

    RootOpsBuildAction risk() {
        RootOpsBuildAction action = getAction(RootOpsBuildAction.class);
        if (action == null) {
            throw new AssertionError("The build has no risk; its log: " + log());
        }
        return action;
    }

    @Override
    public TestJob getParent() {
        return job;
    }

    @Override
    public int getNumber() {
        return number;
    }

    @Override
    public String getUrl() {
        return "job/folder/job/shop/" + number + "/";
    }

    @Override
    public @Nullable TestRun getPreviousBuild() {
        return number == 1 ? null : job.runs.get(number - 2);
    }

    @Override
    public @Nullable Result getResult() {
        return result;
    }

    @Override
    public void setResult(Result result) {
        this.result = result;
    }

    @Override
    public synchronized void save() {
        saved++;
    }

    @Override
    public List<ChangeLogSet<? extends ChangeLogSet.Entry>> getChangeSets() {
        return List.of(new Changes(this, changes));
    }

    private static final class Changes extends ChangeLogSet<Change> {

        private final List<String> commits;

        @SuppressWarnings("NullAway") // nobody browses it
        Changes(Run<?, ?> run, List<String> commits) {
            super(run, null);
            this.commits = commits;
        }

        @Override
        public boolean isEmptySet() {
            return commits.isEmpty();
        }

        @Override
        public Iterator<Change> iterator() {
            return commits.stream().map(Change::new).iterator();
        }
    }

    private static final class Change extends ChangeLogSet.Entry {

        private final String commit;

        Change(String commit) {
            this.commit = commit;
        }

        @Override
        public String getCommitId() {
            return commit;
        }

        @Override
        public String getMsg() {
            return "a change";
        }
    }
}
