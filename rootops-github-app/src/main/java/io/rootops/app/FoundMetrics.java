package io.rootops.app;

import io.rootops.core.engine.SignalFindings;
import io.rootops.core.settings.StoreSetting;
import io.rootops.core.signal.detect.StoreFinding;
import io.rootops.core.signal.prometheus.PrometheusClient;
import io.rootops.core.signal.prometheus.PrometheusMetrics;
import io.rootops.core.signal.store.MetricsBackend;
import io.rootops.core.signal.store.StoreAddress;
import io.rootops.core.signal.store.StoreHttp;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where metrics are measured now: the Prometheus that was found, else the one that is named; empty: none. Thread-safe. */
final class FoundMetrics implements Supplier<Optional<MetricsBackend>> {
    private final Supplier<SignalFindings> findings;
    private final StoreSetting setting;
    private @Nullable StoreAddress address;
    private @Nullable MetricsBackend metrics;

    /** @param setting of Prometheus */
    FoundMetrics(Supplier<SignalFindings> findings, StoreSetting setting) {
        this.findings = findings;
        this.setting = setting;
    }

    @Override
    public synchronized Optional<MetricsBackend> get() {
        StoreAddress now =
                findings.get().prometheus() instanceof StoreFinding.Found it ? it.address() : setting.address();
        // One that does not answer now is asked all the same: whoever asks waits for it.
        if (now != null && (metrics == null || !now.equals(address))) {
            metrics = new PrometheusMetrics(new PrometheusClient(new StoreHttp(now)), InstantSource.system());
            address = now;
        }
        return Optional.ofNullable(metrics);
    }
}
