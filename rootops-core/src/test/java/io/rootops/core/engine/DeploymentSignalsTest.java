package io.rootops.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.incident.Alert;
import io.rootops.core.incident.AlertStatus;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.incident.Severity;
import io.rootops.core.memory.AlertMemory;
import io.rootops.core.memory.LogHistory;
import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.Series;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.verdict.Deployment;
import io.rootops.core.signal.verdict.Look;
import io.rootops.core.signal.verdict.ServiceSignals;
import io.rootops.core.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeploymentSignalsTest {
    private static final ServiceName TILL = new ServiceName("till", "production");
    private static final ServiceName OTHER = new ServiceName("other", "production");

    private final Instant serving = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(2));
    private TestDatabase db;

    @BeforeEach
    void open() {
        db = TestDatabase.create();
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void timesOfAServicesIncidentsAreNoPlacebosForIt() throws Exception {
        incident(
                TILL,
                serving.minus(Duration.ofDays(2)),
                serving.minus(Duration.ofDays(2)).plus(Duration.ofHours(5)));

        List<ServiceSignals> around = around();

        assertThat(missing(around, TILL)).isEqualTo(5 * 12);
        assertThat(missing(around, OTHER)).isZero();
    }

    @Test
    void whatGoesOnRightBeforeTheDeploymentIsComparedWithAllTheSame() throws Exception {
        incident(TILL, serving.minus(Duration.ofHours(5)), null);

        assertThat(missing(around(), TILL)).isEqualTo((5 - 2) * 12);
    }

    private void incident(ServiceName service, Instant began, @Nullable Instant ended) {
        new AlertMemory(db.dsl())
                .tell(List.of(new Alert(
                        IncidentSource.ALERTMANAGER,
                        "a",
                        "",
                        service,
                        "HighErrorRate",
                        "",
                        Severity.CRITICAL,
                        null,
                        ended == null ? AlertStatus.FIRING : AlertStatus.RESOLVED,
                        began,
                        ended,
                        began)));
    }

    private List<ServiceSignals> around() throws Exception {
        InventedMetrics metrics =
                new InventedMetrics(serving).with(TILL, MetricKind.LATENCY, 1).with(OTHER, MetricKind.LATENCY, 1);
        return new DeploymentSignals(new LogHistory(db.dsl()), metrics)
                .around(
                        new Deployment(serving, serving, List.of()),
                        Look.VERDICT,
                        Set.of(TILL, OTHER),
                        Set.of(),
                        null,
                        serving.plus(Duration.ofHours(1)));
    }

    private static long missing(List<ServiceSignals> around, ServiceName service) {
        Series series = around.stream()
                .filter(it -> it.service().equals(service.toString()))
                .findFirst()
                .orElseThrow()
                .metrics()
                .get(0)
                .series();
        long missing = 0;
        for (int i = 0; i < series.size(); i++) {
            missing += Double.isNaN(series.value(i)) ? 1 : 0;
        }
        return missing;
    }
}
