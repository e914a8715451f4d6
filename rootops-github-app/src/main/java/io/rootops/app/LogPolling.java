package io.rootops.app;

import io.rootops.core.engine.LogReading;
import io.rootops.core.engine.SignalFindings;
import io.rootops.core.memory.LogMemory;
import io.rootops.core.memory.LogSources;
import io.rootops.core.settings.StoreSetting;
import io.rootops.core.signal.detect.StoreFinding;
import io.rootops.core.signal.loki.LokiClient;
import io.rootops.core.signal.loki.LokiLogs;
import io.rootops.core.signal.store.LogBackend;
import io.rootops.core.signal.store.StoreAddress;
import io.rootops.core.signal.store.StoreHttp;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads logs at the interval of the settings: Loki where it was found, and log files. Each server looks whether it is time, and
 * one of them reads.
 */
final class LogPolling implements AutoCloseable {
    private final Supplier<SignalFindings> findings;
    private final StoreSetting setting;
    private final LogSources sources;
    private final LogReading reading;
    private final LogBackend files;
    private final String filesName;
    private final Duration interval;
    private final boolean none;
    private final SourcePolling polling;
    private @Nullable LokiClient client;
    private @Nullable LogBackend loki;

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
        this.polling = new SourcePolling("Logs", sources, this::poll);
    }

    void start() {
        polling.start();
    }

    private void poll() throws InterruptedException {
        StoreFinding found = findings.get().loki();
        if (!(found instanceof StoreFinding.NotAsked)) {
            poll(LogMemory.LOKI, loki(found));
            poll(filesName, files);
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
        polling.read(source, backend == null ? interval.multipliedBy(2) : interval, () -> {
            if (backend == null) {
                throw LostStore.away();
            }
            boolean more = true;
            while (more && !Thread.currentThread().isInterrupted()) {
                more = reading.read(source, backend);
            }
        });
    }

    @Override
    public void close() throws InterruptedException {
        polling.close();
    }
}
