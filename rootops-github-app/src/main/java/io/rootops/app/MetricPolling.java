package io.rootops.app;

import io.rootops.core.engine.MetricReading;
import io.rootops.core.engine.SignalFindings;
import io.rootops.core.memory.DatabaseException;
import io.rootops.core.memory.MetricMemory;
import io.rootops.core.memory.MetricSources;
import io.rootops.core.settings.StoreSetting;
import io.rootops.core.signal.detect.StoreFinding;
import io.rootops.core.signal.prometheus.PrometheusClient;
import io.rootops.core.signal.prometheus.PrometheusMetrics;
import io.rootops.core.signal.store.StoreAddress;
import io.rootops.core.signal.store.StoreException;
import io.rootops.core.signal.store.StoreHttp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads metrics at the interval of the settings, from Prometheus where it was found. Each server looks whether it is time, and
 * one of them reads.
 */
final class MetricPolling implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MetricPolling.class);
    private static final String PROMETHEUS = "prometheus";
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Supplier<SignalFindings> findings;
    private final StoreSetting setting;
    private final MetricSources sources;
    private final MetricMemory memory;
    private final Duration interval;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "metric-polling");
        made.setDaemon(true);
        return made;
    });
    private @Nullable StoreAddress address;
    private @Nullable MetricReading reading;
    private boolean databaseAway;

    /**
     * Not yet reading.
     *
     * @param findings where metrics come from now
     * @param setting of Prometheus
     * @param interval between two readings
     */
    MetricPolling(
            Supplier<SignalFindings> findings,
            StoreSetting setting,
            MetricSources sources,
            MetricMemory memory,
            Duration interval) {
        this.findings = findings;
        this.setting = setting;
        this.sources = sources;
        this.memory = memory;
        this.interval = interval;
    }

    void start() {
        thread.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            StoreFinding found = findings.get().prometheus();
            if (!(found instanceof StoreFinding.NotAsked)) {
                poll(reading(found));
            }
            databaseAway = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it is being closed
        } catch (RuntimeException e) {
            // Such as a database that is away. It is read again.
            if (!databaseAway) {
                LOG.warn("Metrics could not be read; tried again", e);
            }
            databaseAway = true;
        }
    }

    /** Null: there is none, as far as is known. */
    private @Nullable MetricReading reading(StoreFinding found) {
        StoreAddress now = found instanceof StoreFinding.Found it ? it.address() : setting.address();
        if (now == null) {
            return null;
        }
        if (reading == null || !now.equals(address)) {
            PrometheusClient client = new PrometheusClient(new StoreHttp(now));
            reading = new MetricReading(
                    new PrometheusMetrics(client, InstantSource.system()), sources, memory, InstantSource.system());
            address = now;
        }
        return reading;
    }

    private void poll(@Nullable MetricReading which) throws InterruptedException {
        boolean none = setting.address() == null && !setting.lookedFor();
        if (which == null && (none || !sources.known(PROMETHEUS))) {
            return;
        }
        // Another replica may see what this one does not: its turn comes first.
        if (!sources.claim(PROMETHEUS, which == null ? interval.multipliedBy(2) : interval)) {
            return;
        }
        try {
            if (which == null) {
                throw new StoreException(
                        StoreException.Kind.UNREACHABLE,
                        "It was found once, and is at none of the usual addresses now");
            }
            which.read(PROMETHEUS);
        } catch (StoreException e) {
            LOG.debug("{} cannot be read: {}", PROMETHEUS, e.getMessage());
            sources.failed(PROMETHEUS, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            if (!DatabaseException.isOutage(e)) {
                sources.failed(
                        PROMETHEUS, "What was read could not be kept, which is a fault of RootOps: its log says more");
            }
            throw e;
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.shutdownNow();
        if (!thread.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            LOG.info("Metrics are still being read; they are read again at the next start");
        }
    }
}
