package io.rootops.app;

import io.rootops.core.engine.LogReading;
import io.rootops.core.engine.SignalFindings;
import io.rootops.core.memory.DatabaseException;
import io.rootops.core.memory.LogMemory;
import io.rootops.core.memory.LogSources;
import io.rootops.core.settings.StoreSetting;
import io.rootops.core.signal.detect.StoreFinding;
import io.rootops.core.signal.loki.LokiClient;
import io.rootops.core.signal.loki.LokiLogs;
import io.rootops.core.signal.store.LogBackend;
import io.rootops.core.signal.store.StoreAddress;
import io.rootops.core.signal.store.StoreException;
import io.rootops.core.signal.store.StoreHttp;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads logs at the interval of the settings: Loki where it was found, and log files. Each server looks whether it is time, and
 * one of them reads.
 */
final class LogPolling implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogPolling.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Supplier<SignalFindings> findings;
    private final StoreSetting setting;
    private final LogSources sources;
    private final LogReading reading;
    private final LogBackend files;
    private final String filesName;
    private final Duration interval;
    private final boolean none;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "log-polling");
        made.setDaemon(true);
        return made;
    });
    private @Nullable LokiClient client;
    private @Nullable LogBackend loki;
    private boolean databaseAway;

    /**
     * Not yet reading.
     *
     * @param findings where logs come from now
     * @param setting of Loki
     * @param filesName under which the position in the files of this machine is kept
     * @param interval between two readings of one source
     */
    LogPolling(
            Supplier<SignalFindings> findings,
            StoreSetting setting,
            LogSources sources,
            LogReading reading,
            LogBackend files,
            String filesName,
            Duration interval) {
        this.findings = findings;
        this.setting = setting;
        this.sources = sources;
        this.reading = reading;
        this.files = files;
        this.filesName = filesName;
        this.interval = interval;
        this.none = setting.address() == null && !setting.lookedFor();
    }

    void start() {
        thread.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            StoreFinding found = findings.get().loki();
            if (!(found instanceof StoreFinding.NotAsked)) {
                poll(LogMemory.LOKI, loki(found));
                poll(filesName, files);
            }
            databaseAway = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it is being closed
        } catch (RuntimeException | StackOverflowError e) {
            // Such as a database that is away. It is read again.
            if (!databaseAway) {
                LOG.warn("Logs could not be read; tried again", e);
            }
            databaseAway = true;
        }
    }

    /** Null: there is none, as far as is known. */
    private @Nullable LogBackend loki(StoreFinding found) {
        StoreAddress address = found instanceof StoreFinding.Found it ? it.address() : setting.address();
        if (address == null) {
            return null;
        }
        if (client == null || !client.address().equals(address)) {
            client = new LokiClient(new StoreHttp(address));
            loki = new LokiLogs(client);
        }
        return loki;
    }

    private void poll(String source, @Nullable LogBackend backend) throws InterruptedException {
        if (backend == null && (none || !sources.known(source))) {
            return;
        }
        // Another replica may see what this one does not: its turn comes first.
        if (!sources.claim(source, backend == null ? interval.multipliedBy(2) : interval)) {
            return;
        }
        try {
            if (backend == null) {
                throw new StoreException(
                        StoreException.Kind.UNREACHABLE,
                        "It was found once, and is at none of the usual addresses now");
            }
            boolean more = true;
            while (more && !Thread.currentThread().isInterrupted()) {
                more = reading.read(source, backend);
            }
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
            LOG.info("Logs are still being read; what comes of that is not kept, and read again at the next start");
        }
    }
}
