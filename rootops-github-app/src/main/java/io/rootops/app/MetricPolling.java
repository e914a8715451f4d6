package io.rootops.app;

import io.rootops.core.engine.MetricReading;
import io.rootops.core.memory.MetricMemory;
import io.rootops.core.memory.MetricSources;
import io.rootops.core.signal.store.MetricsBackend;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Reads metrics at the interval of the settings. Each server looks whether it is time, and one of them reads. */
final class MetricPolling implements AutoCloseable {
    private final FoundMetrics found;
    private final MetricSources sources;
    private final MetricMemory memory;
    private final Duration interval;
    private final SourcePolling polling;
    private @Nullable MetricsBackend backend;
    private @Nullable MetricReading reading;

    /**
     * Not yet reading.
     *
     * @param found where metrics come from now
     * @param interval between two readings
     */
    MetricPolling(FoundMetrics found, MetricSources sources, MetricMemory memory, Duration interval) {
        this.found = found;
        this.sources = sources;
        this.memory = memory;
        this.interval = interval;
        this.polling = new SourcePolling("Metrics", sources, this::poll);
    }

    void start() {
        polling.start();
    }

    private void poll() throws InterruptedException {
        MetricsBackend now = found.lookedFor() ? found.get().orElse(null) : null;
        if (now != null) {
            MetricReading its = reading(now);
            // Another replica may see what this one does not: its turn comes first.
            Duration pause = found.here() ? interval : interval.multipliedBy(2);
            polling.read(FoundMetrics.SOURCE, pause, () -> its.read(FoundMetrics.SOURCE));
        }
    }

    /** It knows the last week of one store. */
    private MetricReading reading(MetricsBackend now) {
        if (reading == null || !now.equals(backend)) {
            reading = new MetricReading(now, sources, memory, InstantSource.system());
            backend = now;
        }
        return reading;
    }

    @Override
    public void close() throws InterruptedException {
        polling.close();
    }
}
