package io.rootops.jenkins;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.rootops.client.RootOpsClient;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Adds the risk to builds on threads of its own: no build ever waits for RootOps. */
final class BuildAnnotator {

    private static final Logger LOG = Logger.getLogger(BuildAnnotator.class.getName());
    private static final int THREADS = 2;
    private static final int MOST_WAITING = 200;
    private static final int MOST_MENDED = 10;
    private static final long IDLE_SECONDS = 30;

    /** A push and the build of it start together: the score is often there a moment later. */
    private static final Duration WAIT = Duration.ofSeconds(20);

    private final Executor executor;
    private final Supplier<Optional<RootOpsClient>> client;
    private final InstantSource clock;

    BuildAnnotator(Executor executor, Supplier<Optional<RootOpsClient>> client, InstantSource clock) {
        this.executor = executor;
        this.client = client;
        this.clock = clock;
    }

    /** Daemon threads that end when idle, so that nothing is left of a plugin that is unloaded. */
    static Executor threads() {
        ThreadFactory daemons = task -> {
            Thread thread = new Thread(task, "RootOps annotates builds");
            thread.setDaemon(true);
            return thread;
        };
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), daemons);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** Returns at once. */
    void submit(Run<?, ?> run) {
        try {
            executor.execute(() -> work(run));
        } catch (RejectedExecutionException e) {
            LOG.log(Level.WARNING, "{0} gets no risk: {1} builds wait for RootOps already", new Object[] {
                run.getUrl(), MOST_WAITING
            });
        }
    }

    private void work(Run<?, ?> run) {
        try {
            RiskReader reader = reader().orElse(null);
            if (reader == null) {
                return;
            }
            if (annotate(run, reader, WAIT)) {
                mendBefore(run, reader);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "The risk of " + run.getUrl() + " cannot be kept", e);
        }
    }

    private Optional<RiskReader> reader() {
        try {
            return client.get().map(RiskReader::new);
        } catch (IllegalArgumentException e) {
            LOG.log(Level.WARNING, "Builds get no risk: {0}", e.getMessage());
            return Optional.empty();
        }
    }

    /** What an outage, or a commit that was not known yet, left open at the builds just before. */
    private void mendBefore(Run<?, ?> run, RiskReader reader) throws IOException, InterruptedException {
        Run<?, ?> before = run.getPreviousBuild();
        for (int i = 0; i < MOST_MENDED && before != null; i++) {
            RootOpsBuildAction old = before.getAction(RootOpsBuildAction.class);
            if (old == null || !old.isOpen() || !annotate(before, reader, Duration.ZERO)) {
                return;
            }
            before = before.getPreviousBuild();
        }
    }

    /** @return whether RootOps answers */
    private boolean annotate(Run<?, ?> run, RiskReader reader, Duration wait) throws IOException, InterruptedException {
        RootOpsBuildAction old = run.getAction(RootOpsBuildAction.class);
        if (old != null && !old.isOpen()) {
            return true; // a step was faster
        }
        BuildCommits commits = BuildCommitFinder.of(run, run.getEnvironment(TaskListener.NULL), null, null);
        if (commits.heads().isEmpty()) {
            return false;
        }
        Assessment assessment = reader.assess(commits, wait);
        if (assessment.state() == Assessment.State.UNKNOWN_REPOSITORY) {
            return false; // not every job builds what RootOps follows
        }
        run.addOrReplaceAction(new RootOpsBuildAction(assessment, clock.millis()));
        run.save();
        return assessment.state() != Assessment.State.UNAVAILABLE;
    }
}
