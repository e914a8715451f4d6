package io.rootops.app;

import io.rootops.core.memory.DatabaseException;
import io.rootops.core.memory.PolledSources;
import io.rootops.core.signal.store.StoreException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks each second, on a thread of its own, whether a source is to be read, and says once when that cannot be done. */
final class SourcePolling implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SourcePolling.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What there is to read. */
    interface Turn {
        void take() throws InterruptedException;
    }

    /** Of one source. */
    interface Reading {
        void read() throws StoreException, InterruptedException;
    }

    private final String what;
    private final PolledSources sources;
    private final Turn turn;
    private final ScheduledExecutorService thread;
    private boolean failing;

    /**
     * Not yet looking.
     *
     * @param what is read, for people
     */
    SourcePolling(String what, PolledSources sources, Turn turn) {
        this.what = what;
        this.sources = sources;
        this.turn = turn;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, what.toLowerCase(Locale.ROOT) + "-polling");
            made.setDaemon(true);
            return made;
        });
    }

    void start() {
        thread.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            turn.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it is being closed
        } catch (RuntimeException | StackOverflowError e) {
            // Such as a database that is away. It is read again.
            if (!failing) {
                LOG.warn("{} could not be read; tried again", what, e);
            }
            failing = true;
        }
    }

    /**
     * Reads where it is time and nobody else does. What comes to nothing is kept with its reason.
     *
     * @param interval between two readings
     */
    void read(String source, Duration interval, Reading reading) throws InterruptedException {
        if (!sources.claim(source, interval)) {
            return;
        }
        try {
            reading.read();
            failing = false;
        } catch (StoreException e) {
            LOG.debug("{} cannot be read: {}", source, e.getMessage());
            sources.failed(source, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            if (!DatabaseException.isOutage(e)) {
                sources.failed(
                        source, "What was read could not be kept, which is a fault of RootOps: its log says more");
            }
            throw e;
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.shutdownNow();
        if (!thread.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            LOG.info("{} are still being read; what comes of that may be read again at the next start", what);
        }
    }
}
