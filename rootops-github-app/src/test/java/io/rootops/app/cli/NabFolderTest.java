package io.rootops.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.evaluate.signal.AnomalyEvaluation;
import io.rootops.core.evaluate.signal.AnomalyFigures;
import io.rootops.core.evaluate.signal.DeploymentEvaluation;
import io.rootops.core.evaluate.signal.DeploymentFigures;
import io.rootops.core.evaluate.signal.LabelledSeries;
import io.rootops.core.evaluate.signal.LimitEvaluation;
import io.rootops.core.evaluate.signal.LimitFigures;
import io.rootops.core.evaluate.signal.Rates;
import io.rootops.core.signal.verdict.Look;
import io.rootops.core.testing.SharedData;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The published figures, on the benchmark that they are published on; with fewer deployments, to be quick. */
class NabFolderTest {
    @Test
    void theFiguresStand() {
        List<LabelledSeries> series = NabFolder.read(SharedData.need("bench/nab"));
        assertThat(series).hasSize(58);

        AnomalyFigures anomalies = new AnomalyEvaluation().measure(series);
        assertThat(anomalies.windows()).isEqualTo(116);
        assertThat(anomalies.standard()).isGreaterThan(60);
        assertThat(anomalies.alarmsPerWeek()).isLessThan(0.75);

        LimitFigures limits = new LimitEvaluation(1).measure(series);
        assertThat(limits.asIs().episodes()).isLessThan(6);
        LimitFigures.Filling twoDays = Objects.requireNonNull(limits.filling().get(48));
        assertThat(twoDays.foretold() / (double) twoDays.rises()).isGreaterThan(0.4);
        assertThat(twoDays.within()).isBetween(0.7, 0.9);

        DeploymentFigures deployments = new DeploymentEvaluation(1, 20).measure(series);
        assertThat(deployments.series()).isEqualTo(47);
        Rates verdict = Objects.requireNonNull(deployments.looks().get(Look.VERDICT));
        assertThat(verdict.falseAlarms()).isLessThan(0.02);
        assertThat(verdict.power().get(2.0)).isGreaterThan(0.57);
    }
}
