package io.rootops.core.schedule;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When GitHub's log of deliveries is looked into: asked every few seconds, by each process; the work itself knows when it
 * is due, and leaves it to one of them. One failure never ends it.
 */
public final class CatchUpSchedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CatchUpSchedule.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "catch-up");
        thread.setDaemon(true);
        return thread;
    });
    private final Runnable work;

    /** Not yet running. */
    public CatchUpSchedule(Runnable work) {
        this.work = () -> {
            try {
                work.run();
            } catch (Throwable e) {
                // Errors as well: a task that throws is never run again.
                LOG.error("The log of deliveries could not be looked into; tried again later", e);
            }
        };
    }

    public void start() {
        worker.scheduleWithFixedDelay(work, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() throws InterruptedException {
        worker.shutdownNow();
        if (!worker.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            LOG.info(
                    "GitHub has not answered yet; its log of deliveries is read by another process, or at the next start");
        }
    }
}
