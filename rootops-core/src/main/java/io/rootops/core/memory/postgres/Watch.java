package io.rootops.core.memory.postgres;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the server and starts it again, on the same port, when it ends without being asked to; as often as it takes, as
 * somebody may make room on its disk. Spawning happens on
 * this thread alone because the kernel ties the wish "end with your parent" to the thread that spawned.
 */
final class Watch extends Thread {
    private static final Logger log = LoggerFactory.getLogger(Watch.class);
    /** Between one start and the next, where the server does not stay up for so long or cannot be started. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Cluster cluster;
    private final Launch launch;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private volatile boolean stopping;
    private volatile @Nullable String problem;

    Watch(Cluster cluster, Launch launch) {
        super("embedded-postgres");
        this.cluster = cluster;
        this.launch = launch;
        setDaemon(true);
    }

    /** Waits for the first start and gives its port. */
    int port() throws InterruptedException {
        try {
            return port.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PostgresStartException problem) {
                throw problem;
            }
            throw new CompletionException(e.getCause());
        }
    }

    @Override
    public void run() {
        try {
            watch();
        } catch (IOException e) {
            fail(Problem.of(cluster.home(), e));
        } catch (InterruptedException e) {
            fail(new PostgresStartException("The start of PostgreSQL was interrupted: start RootOps again.", e));
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void watch() throws IOException, InterruptedException {
        Launch.Started started = launch.run(Launch::freePort);
        port.complete(started.port());
        while (true) {
            long since = System.nanoTime();
            int exit = started.process().waitFor();
            if (stopping) {
                return;
            }
            log.warn("PostgreSQL ended by itself (exit code {}), starting it again; see {}", exit, cluster.log());
            if (System.nanoTime() - since < PAUSE.toNanos()) {
                Thread.sleep(PAUSE.toMillis());
            }
            Launch.Started next = again(started.port());
            if (next == null) {
                return;
            }
            started = next;
        }
    }

    /** Null: it is to be stopped, perhaps in the middle of its recovery, which looks like a start that failed. */
    private Launch.@Nullable Started again(int port) throws InterruptedException {
        while (!stopping) {
            try {
                Launch.Started started = launch.run(() -> port);
                if (problem != null) {
                    log.info("PostgreSQL runs again");
                    problem = null;
                }
                return started;
            } catch (PostgresStartException e) {
                said(e);
            } catch (IOException e) {
                said(Problem.of(cluster.home(), e));
            } catch (RuntimeException e) {
                log.error("PostgreSQL could not be started again", e);
                problem = "PostgreSQL cannot be started again; see the log.";
            }
            if (!stopping) {
                Thread.sleep(PAUSE.toMillis());
            }
        }
        return null;
    }

    private void said(PostgresStartException e) {
        String now = String.valueOf(e.getMessage());
        if (!now.equals(problem) && !stopping) {
            log.error("{} PostgreSQL is started again as soon as that can be.", now);
        }
        problem = now;
    }

    /** Why the server is down and cannot be started again, in one sentence; empty: it runs or is about to. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    private void fail(RuntimeException problem) {
        if (!port.completeExceptionally(problem) && !stopping) {
            log.error(problem.getMessage(), problem);
        }
    }

    /** From now on an end of the server is wanted. */
    void stopping() {
        stopping = true;
    }
}
