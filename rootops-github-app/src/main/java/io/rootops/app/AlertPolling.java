package io.rootops.app;

import io.rootops.core.engine.AlertReading;
import io.rootops.core.engine.Announcements;
import io.rootops.core.engine.SignalFindings;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.memory.AlertMemory;
import io.rootops.core.settings.StoreSetting;
import io.rootops.core.signal.detect.StoreFinding;
import io.rootops.core.signal.prometheus.PrometheusAlerts;
import io.rootops.core.signal.prometheus.PrometheusClient;
import io.rootops.core.signal.store.StoreAddress;
import io.rootops.core.signal.store.StoreException;
import io.rootops.core.signal.store.StoreHttp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the alerts that Prometheus has at the interval of its metrics. Each server looks whether it is time, and one of them
 * reads.
 */
final class AlertPolling implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlertPolling.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Supplier<SignalFindings> findings;
    private final StoreSetting setting;
    private final AlertMemory memory;
    private final Announcements announcements;
    private final Duration interval;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "alert-polling");
        made.setDaemon(true);
        return made;
    });
    private @Nullable StoreAddress address;
    private @Nullable AlertReading reading;
    private boolean failed;
    private volatile @Nullable Problem problem;

    /**
     * Alerts could not be read.
     *
     * @param why in one sentence
     */
    record Problem(Instant at, String why) {}

    /**
     * Not yet reading.
     *
     * @param findings where Prometheus is now
     * @param setting of Prometheus
     * @param interval between two readings
     */
    AlertPolling(
            Supplier<SignalFindings> findings,
            StoreSetting setting,
            AlertMemory memory,
            Announcements announcements,
            Duration interval) {
        this.findings = findings;
        this.setting = setting;
        this.memory = memory;
        this.announcements = announcements;
        this.interval = interval;
    }

    void start() {
        thread.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            AlertReading now = reading();
            if (now != null && memory.claim(IncidentSource.PROMETHEUS, interval)) {
                if (now.read()) {
                    announcements.changed(Announcements.Part.INCIDENTS);
                }
                problem = null;
            }
            failed = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it is being closed
        } catch (StoreException e) {
            // That nobody is there the page of the metrics says.
            if (e.kind() != StoreException.Kind.UNREACHABLE) {
                refused(String.valueOf(e.getMessage()));
            }
        } catch (RuntimeException e) {
            // Such as a database that is away. They are read again.
            if (!failed) {
                LOG.warn("Alerts could not be read; tried again", e);
            }
            failed = true;
        }
    }

    private void refused(String why) {
        if (problem == null) {
            LOG.warn("The alerts of Prometheus cannot be read, and are asked for again: {}", why);
        }
        problem = new Problem(Instant.now(), why);
    }

    /** Why this server could not read them when it asked last; empty: it could, or nobody was there. */
    Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }

    /** Null: there is no Prometheus now. */
    private @Nullable AlertReading reading() {
        StoreFinding finding = findings.get().prometheus();
        StoreAddress now = finding instanceof StoreFinding.Found found ? found.address() : setting.address();
        if (now == null || finding instanceof StoreFinding.NotAsked) {
            return null;
        }
        if (reading == null || !now.equals(address)) {
            reading = new AlertReading(new PrometheusAlerts(new PrometheusClient(new StoreHttp(now))), memory);
            address = now;
        }
        return reading;
    }

    @Override
    public void close() throws InterruptedException {
        thread.shutdownNow();
        if (!thread.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            LOG.info("Alerts are still being read; they are read again at the next start");
        }
    }
}
