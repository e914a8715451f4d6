package io.rootops.jenkins;

import hudson.model.Job;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A job with builds, in memory. */
final class TestJob extends Job<TestJob, TestRun> {

    final List<TestRun> runs = new ArrayList<>();

    @SuppressWarnings("NullAway") // it stands in no folder
    TestJob() {
        super(null, "shop");
    }

    TestRun build() throws Exception {
        TestRun run = new TestRun(this, runs.size() + 1);
        runs.add(run);
        return run;
    }

    @Override
    public @Nullable TestRun getLastBuild() {
        return runs.isEmpty() ? null : runs.get(runs.size() - 1);
    }
}
