package io.rootops.app.ops;

import io.rootops.core.vitals.Vitals;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the vitals on a thread of its own, one reading at a time: however many ask, the database is asked once, and whoever
 * asks while it does not answer waits a moment and no longer. Thread-safe.
 */
public final class VitalsReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VitalsReader.class);

    private final Supplier<Vitals> memory;
    private final Duration fresh;
    private final Duration patience;
    private final LongSupplier nanos;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "vitals");
        made.setDaemon(true);
        return made;
    });
    private @Nullable Future<Vitals> reading;
    private @Nullable Vitals last;
    private long lastAt;

    /**
     * @param memory reads them, or throws
     * @param fresh for so long what was read is given to others too
     * @param patience for so long it is waited for at most
     * @param nanos a clock that only moves forward
     */
    public VitalsReader(Supplier<Vitals> memory, Duration fresh, Duration patience, LongSupplier nanos) {
        this.memory = memory;
        this.fresh = fresh;
        this.patience = patience;
        this.nanos = nanos;
    }

    /** Empty: the database does not answer, or not in time. */
    public Optional<Vitals> get() {
        Future<Vitals> asked;
        synchronized (this) {
            if (last != null && nanos.getAsLong() - lastAt < fresh.toNanos()) {
                return Optional.of(last);
            }
            // One that hangs is waited for by all who come meanwhile, and none is begun beside it.
            if (reading == null || reading.isDone()) {
                try {
                    reading = thread.submit(this::read);
                } catch (RejectedExecutionException e) {
                    return Optional.empty();
                }
            }
            asked = reading;
        }
        try {
            return Optional.of(asked.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("the vitals are not to be had", e);
            return Optional.empty();
        }
    }

    private Vitals read() {
        Vitals read = memory.get();
        synchronized (this) {
            last = read;
            lastAt = nanos.getAsLong();
        }
        return read;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
