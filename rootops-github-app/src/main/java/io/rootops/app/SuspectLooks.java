package io.rootops.app;

import io.rootops.core.engine.SuspectSearch;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has suspects ranked for what waits for it. Each server does; the same ranking is kept once. */
final class SuspectLooks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SuspectLooks.class);
    private static final Duration TICK = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final SuspectSearch search;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "suspect-looks");
        made.setDaemon(true);
        return made;
    });
    private boolean failed;

    /** Not yet looking. */
    SuspectLooks(SuspectSearch search) {
        this.search = search;
    }

    void start() {
        thread.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            boolean more = true;
            while (more && !Thread.currentThread().isInterrupted()) {
                more = search.next();
            }
            failed = false;
        } catch (RuntimeException e) {
            // Such as a database that is away. What waits is asked for again.
            if (!failed) {
                LOG.warn("Suspects could not be ranked; tried again", e);
            }
            failed = true;
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.shutdownNow();
        if (!thread.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            LOG.info("Suspects are still being ranked; they are ranked again at the next start");
        }
    }
}
