package io.rootops.app;

import io.rootops.core.engine.SignalFindings;
import io.rootops.core.memory.MetricSources;
import io.rootops.core.settings.StoreSetting;
import io.rootops.core.signal.detect.StoreFinding;
import io.rootops.core.signal.prometheus.PrometheusClient;
import io.rootops.core.signal.prometheus.PrometheusMetrics;
import io.rootops.core.signal.store.MetricsBackend;
import io.rootops.core.signal.store.StoreAddress;
import io.rootops.core.signal.store.StoreHttp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where metrics are measured: the Prometheus that was found last, or is named; one that is away now is waited for by whoever
 * asks it, also where it was found before RootOps started. Empty: there is none. Thread-safe.
 */
final class FoundMetrics implements Supplier<Optional<MetricsBackend>> {
    /** Of the one source of metrics. */
    static final String SOURCE = "prometheus";

    /** What has not been read for longer is taken to be gone. */
    private static final Duration AWAY = Duration.ofDays(7);

    private final Supplier<SignalFindings> findings;
    private final StoreSetting setting;
    private final MetricSources sources;
    private @Nullable StoreAddress address;
    private @Nullable MetricsBackend metrics;

    /** @param setting of Prometheus */
    FoundMetrics(Supplier<SignalFindings> findings, StoreSetting setting, MetricSources sources) {
        this.findings = findings;
        this.setting = setting;
        this.sources = sources;
    }

    /** Whether it is known yet where they are measured, if anywhere. */
    boolean lookedFor() {
        return !(findings.get().prometheus() instanceof StoreFinding.NotAsked);
    }

    /** Whether one is there, or named: others may see one that is not to be seen from here. */
    boolean here() {
        return now() != null;
    }

    @Override
    public synchronized Optional<MetricsBackend> get() {
        StoreAddress now = now();
        if (now != null && (metrics == null || !now.equals(address))) {
            metrics = new PrometheusMetrics(new PrometheusClient(new StoreHttp(now)), InstantSource.system());
            address = now;
        }
        if (metrics == null && setting.lookedFor() && sources.readWithin(SOURCE, AWAY)) {
            return Optional.of(new LostStore("Prometheus"));
        }
        return Optional.ofNullable(metrics);
    }

    private @Nullable StoreAddress now() {
        return findings.get().prometheus() instanceof StoreFinding.Found it ? it.address() : setting.address();
    }
}
