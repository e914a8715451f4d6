package io.rootops.core.engine;

import io.rootops.core.settings.Settings;
import io.rootops.core.settings.StoreSetting;
import io.rootops.core.signal.detect.StoreFinding;
import io.rootops.core.signal.detect.StoreProbe;
import io.rootops.core.signal.detect.StoreSearch;
import io.rootops.core.signal.detect.UsualAddresses;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.IntSupplier;

/** Looks for what logs and metrics can be read from, as the settings say. Of one thread. */
public final class SignalDetection {
    private final Settings settings;
    private final StoreSearch loki;
    private final StoreSearch prometheus;
    private final IntSupplier logFiles;

    /**
     * Asks nobody yet.
     *
     * @param logFiles how many files match the settings now
     */
    public SignalDetection(Settings settings, IntSupplier logFiles) {
        this.settings = settings;
        this.loki = search(settings.loki(), UsualAddresses.LOKI, StoreProbe::loki);
        this.prometheus = search(settings.prometheus(), UsualAddresses.PROMETHEUS, StoreProbe::prometheus);
        this.logFiles = logFiles;
    }

    private static StoreSearch search(StoreSetting setting, List<URI> usual, StoreProbe probe) {
        return setting.address() != null
                ? StoreSearch.at(setting.address(), probe)
                : StoreSearch.among(setting.lookedFor() ? usual : List.of(), probe);
    }

    public SignalFindings look() throws InterruptedException {
        FutureTask<StoreFinding> metrics = new FutureTask<>(prometheus::look);
        Thread beside = new Thread(metrics, "prometheus-search");
        beside.setDaemon(true);
        beside.start();
        try {
            return new SignalFindings(loki.look(), metrics.get(), settings.logPaths(), logFiles.getAsInt());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            beside.interrupt();
        }
    }
}
