package io.rootops.core.engine;

import io.rootops.core.incident.Alert;
import io.rootops.core.incident.AlertLabels;
import io.rootops.core.incident.AlertStatus;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.memory.AlertMemory;
import io.rootops.core.signal.prometheus.PrometheusAlerts;
import io.rootops.core.signal.prometheus.PrometheusAlerts.FiringAlert;
import io.rootops.core.signal.store.StoreException;
import java.util.List;

/** Takes in the alerts that Prometheus has, for those who send them nowhere else. Of one thread. */
public final class AlertReading {
    private final PrometheusAlerts prometheus;
    private final AlertMemory memory;

    public AlertReading(PrometheusAlerts prometheus, AlertMemory memory) {
        this.prometheus = prometheus;
        this.memory = memory;
    }

    /**
     * Reads once.
     *
     * @return whether there were alerts, now or before
     * @throws StoreException when they cannot be read; then none of them is taken to have ended
     */
    public boolean read() throws StoreException, InterruptedException {
        List<Alert> firing =
                prometheus.firing().stream().map(AlertReading::alert).toList();
        return memory.firing(IncidentSource.PROMETHEUS, firing).alerts() > 0;
    }

    private static Alert alert(FiringAlert it) {
        AlertLabels labels = new AlertLabels(it.labels(), it.annotations());
        return new Alert(
                IncidentSource.PROMETHEUS,
                labels.fingerprint() + " " + it.activeAt(),
                "",
                labels.service(),
                labels.title(),
                labels.text(),
                labels.severity(),
                null,
                AlertStatus.FIRING,
                it.activeAt(),
                null,
                it.activeAt());
    }
}
