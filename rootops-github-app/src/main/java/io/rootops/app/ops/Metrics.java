package io.rootops.app.ops;

import ch.qos.logback.classic.LoggerContext;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.logging.LogbackMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.rootops.core.vitals.Vitals;
import java.io.File;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** All that /metrics shows. docs/reference/metrics.md lists it, and a test holds the two together. */
public final class Metrics implements AutoCloseable {
    /** From the receipt of a delivery to its check run: mostly seconds, after an outage hours. */
    private static final Duration[] REPORTED_WITHIN = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(2),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15),
        Duration.ofHours(1),
        Duration.ofHours(6)
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbage = new JvmGcMetrics();
    private final LogbackMetrics log;
    private final Timer reported;
    private @Nullable VitalsReader reader;
    private @Nullable VitalMetrics vitals;

    /** @param version of this RootOps */
    public Metrics(String version) {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        garbage.bindTo(registry);
        ILoggerFactory loggers = LoggerFactory.getILoggerFactory();
        log = loggers instanceof LoggerContext logback ? new LogbackMetrics(List.of(), logback) : new LogbackMetrics();
        log.bindTo(registry);
        Gauge.builder("rootops.build.info", () -> 1)
                .tag("version", version)
                .description("Which RootOps this is")
                .register(registry);
        reported = Timer.builder("rootops.report.delay")
                .description("From the receipt of a delivery to the first check run, status or comment on its commit")
                .serviceLevelObjectives(REPORTED_WITHIN)
                .register(registry);
    }

    public MeterRegistry registry() {
        return registry;
    }

    /** To be told how long it took from a delivery to what was written on its commit. */
    public Consumer<Duration> reported() {
        return reported::record;
    }

    /**
     * Shows the pool of connections too.
     *
     * @param database one pool; what is none is left out
     */
    public void watch(DataSource database) {
        try {
            if (database.isWrapperFor(HikariDataSource.class)) {
                database.unwrap(HikariDataSource.class)
                        .setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(registry));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the pool of connections cannot be watched: " + e.getMessage(), e);
        }
    }

    /**
     * Shows what is left of the disk that the data directory is on.
     *
     * @param home need not exist any more
     */
    public void watch(Path home) {
        File directory = home.toFile();
        Gauge.builder("rootops.home.free", directory::getUsableSpace)
                .baseUnit("bytes")
                .description("Left for RootOps on the disk of its data directory")
                .register(registry);
        Gauge.builder("rootops.home.size", directory::getTotalSpace)
                .baseUnit("bytes")
                .description("Size of the disk of the data directory")
                .register(registry);
    }

    /**
     * Shows how the shared memory stands.
     *
     * @param database embedded or external
     * @param learns false: nothing is learned from new outcomes
     */
    public void watch(VitalsReader memory, String database, boolean learns) {
        reader = memory;
        vitals = new VitalMetrics(registry, database, learns);
    }

    /** In the text format of Prometheus. Takes a moment longer while the database does not answer. */
    public String scrape() {
        // Waited for outside the lock: scrapers that come together wait together.
        Vitals now = reader == null ? null : reader.get().orElse(null);
        synchronized (this) {
            if (vitals != null) {
                vitals.show(now);
            }
            return registry.scrape();
        }
    }

    @Override
    public void close() {
        garbage.close();
        log.close();
        registry.close();
    }
}
