package io.rootops.app;

import io.rootops.core.engine.QuietDayReplay;
import io.rootops.core.engine.SuspicionWatch;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has services looked at when what they log was read on, and past days again. Each server does; each look is kept once. */
final class SuspicionLooks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SuspicionLooks.class);
    private static final Duration TICK = Duration.ofSeconds(10);
    /** Five minutes. */
    private static final int TICKS_TO_REPLAY = 30;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final SuspicionWatch watch;
    private final QuietDayReplay quietDays;
    private final BooleanSupplier ready;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "suspicion-looks");
        made.setDaemon(true);
        return made;
    });
    private long ticks;
    private boolean failed;

    /**
     * Not yet looking.
     *
     * @param ready whether it is known where logs come from, if from anywhere
     */
    SuspicionLooks(SuspicionWatch watch, QuietDayReplay quietDays, BooleanSupplier ready) {
        this.watch = watch;
        this.quietDays = quietDays;
        this.ready = ready;
    }

    void start() {
        thread.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            if (ready.getAsBoolean()) {
                watch.look();
                replayAfterAWhile();
            }
            failed = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it is being closed
        } catch (RuntimeException e) {
            // Such as a database that is away. It is looked again.
            if (!failed) {
                LOG.warn("Services could not be looked at; tried again", e);
            }
            failed = true;
        }
    }

    /** A day at a time, so that no look is late by more than that takes. */
    private void replayAfterAWhile() throws InterruptedException {
        if (++ticks % TICKS_TO_REPLAY == 0) {
            quietDays.replay();
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.shutdownNow();
        if (!thread.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            LOG.info("Services are still being looked at; they are looked at again at the next start");
        }
    }
}
