package io.rootops.app;

import io.rootops.core.engine.OriginLearning;
import io.rootops.core.memory.ServiceOrigins;
import io.rootops.core.signal.store.MetricsBackend;
import io.rootops.core.signal.store.StoreException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has it learned which repository each service comes from: when services or repositories appear, and each hour. Each server
 * looks whether it is time, and one of them learns.
 */
final class OriginWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OriginWatch.class);
    private static final Duration TICK = Duration.ofSeconds(5);
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ServiceOrigins origins;
    private final OriginLearning learning;
    private final Supplier<Optional<MetricsBackend>> metrics;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "origin-watch");
        made.setDaemon(true);
        return made;
    });
    private boolean failing;

    /**
     * Not yet looking.
     *
     * @param metrics where they are read from now; empty: from nowhere
     */
    OriginWatch(ServiceOrigins origins, OriginLearning learning, Supplier<Optional<MetricsBackend>> metrics) {
        this.origins = origins;
        this.learning = learning;
        this.metrics = metrics;
    }

    void start() {
        thread.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            if (origins.claim(AN_HOUR)) {
                readStarts();
                learning.learn();
            }
            failing = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it is being closed
        } catch (RuntimeException e) {
            // Such as a database that is away.
            if (!failing && !Thread.currentThread().isInterrupted()) {
                LOG.warn("Which repository services come from could not be learned; tried again within the hour", e);
            }
            failing = true;
        }
    }

    private void readStarts() throws InterruptedException {
        Optional<MetricsBackend> backend = metrics.get();
        if (backend.isPresent()) {
            try {
                learning.readStarts(backend.get());
            } catch (StoreException e) {
                LOG.debug(
                        "{} does not say when services began: {}", backend.get().name(), e.getMessage());
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.shutdownNow();
        if (!thread.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            LOG.info("Which repository services come from is still being learned; what comes of that is not kept");
        }
    }
}
