package io.rootops.app;

import io.rootops.core.engine.Announcements;
import io.rootops.core.engine.DeploymentWatch;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes deployments up and looks at them when it is time. Each server does; each look is taken by one of them. */
final class DeploymentLooks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeploymentLooks.class);
    private static final Duration TICK = Duration.ofSeconds(10);
    /** Reports are taken up at once; all others have half an hour. */
    private static final int TICKS_TO_TAKE_UP = 6;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DeploymentWatch watch;
    private final BooleanSupplier ready;
    private final Announcements announcements;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "deployment-looks");
        made.setDaemon(true);
        return made;
    });
    private long ticks;
    private boolean failed;

    /**
     * Not yet looking.
     *
     * @param ready whether it is known where metrics are measured, if anywhere
     */
    DeploymentLooks(DeploymentWatch watch, BooleanSupplier ready, Announcements announcements) {
        this.watch = watch;
        this.ready = ready;
        this.announcements = announcements;
    }

    void start() {
        thread.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            if (!ready.getAsBoolean()) {
                return;
            }
            boolean news = ticks++ % TICKS_TO_TAKE_UP == 0 && watch.takeUp() > 0;
            while (!Thread.currentThread().isInterrupted() && watch.look()) {
                news = true;
            }
            if (news) {
                announcements.changed(Announcements.Part.DEPLOYMENTS);
            }
            failed = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it is being closed
        } catch (RuntimeException e) {
            // Such as a database that is away. What was being looked at is looked at again.
            if (!failed) {
                LOG.warn("Deployments could not be looked at; tried again", e);
            }
            failed = true;
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.shutdownNow();
        if (!thread.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            LOG.info("A deployment is still being looked at; it is looked at again at the next start");
        }
    }
}
