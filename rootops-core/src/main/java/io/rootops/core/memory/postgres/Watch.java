package io.rootops.core.memory.postgres;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the server and starts it again, on the same port, when it ends without being asked to. Spawning happens on
 * this thread alone because the kernel ties the wish "end with your parent" to the thread that spawned.
 */
final class Watch extends Thread {
    private static final Logger log = LoggerFactory.getLogger(Watch.class);
    /** A server that does not stay up this long is not started again for ever. */
    private static final Duration STABLE = Duration.ofSeconds(10);

    private static final int RESTARTS = 5;

    private final Cluster cluster;
    private final Launch launch;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private volatile boolean stopping;

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
        Instant since = Instant.now();
        int quickEnds = 0;
        while (true) {
            int exit = started.process().waitFor();
            if (stopping) {
                return;
            }
            quickEnds = since.plus(STABLE).isAfter(Instant.now()) ? quickEnds + 1 : 1;
            if (quickEnds > RESTARTS) {
                log.error("PostgreSQL ends again and again (exit code {}): see {}", exit, cluster.log());
                return;
            }
            log.warn("PostgreSQL ended by itself (exit code {}), starting it again", exit);
            int same = started.port();
            started = launch.run(() -> same);
            since = Instant.now();
        }
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
