package io.rootops.core.schedule;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When the inbox is emptied: at once when this process stored something, and every few seconds for what other processes
 * stored, what is tried again, and what a killed worker held. Each process has its own: the rows themselves are leased, so
 * no process waits for another one's death. One failure never ends it.
 */
public final class InboxSchedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InboxSchedule.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration CLEANING = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "inbox");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Runnable work;
    private final Runnable cleaning;

    /**
     * Not yet running.
     *
     * @param work empties the inbox; returns early when it is to be stopped, which its owner tells it
     * @param cleaning throws away what is old
     */
    public InboxSchedule(Runnable work, Runnable cleaning) {
        this.work = logged("Work on the inbox", work);
        this.cleaning = logged("Cleaning of the inbox", cleaning);
    }

    public void start() {
        worker.scheduleWithFixedDelay(work, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        worker.scheduleWithFixedDelay(cleaning, CLEANING.toMillis(), CLEANING.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Something was stored. Called from any thread; returns at once. */
    public void wake() {
        if (woken.compareAndSet(false, true)) {
            try {
                worker.execute(() -> {
                    // First, so that what is stored from now on wakes it again.
                    woken.set(false);
                    work.run();
                });
            } catch (RejectedExecutionException e) {
                LOG.debug("Woken while it stops; what was stored is found at the next start");
            }
        }
    }

    private static Runnable logged(String what, Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (Throwable e) {
                // Errors as well: a task that throws is never run again.
                LOG.error("{} failed; tried again in {} s", what, PAUSE.toSeconds(), e);
            }
        };
    }

    @Override
    public void close() throws InterruptedException {
        worker.shutdown();
        // Without an interrupt first: it would fail the delivery that is worked on.
        if (!worker.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            worker.shutdownNow();
            LOG.info("A delivery is still being worked on; it is done again by another process or at the next start");
        }
    }
}
