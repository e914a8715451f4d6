package io.rootops.core.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rootops.core.risk.RangeRisk.Past;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RangeRiskTest {
    @Test
    void independentCommitsMultiply() {
        assertThat(RangeRisk.INDEPENDENT.probability(new double[] {0.5, 0.2})).isCloseTo(0.6, within(1e-12));
    }

    @Test
    void oneCommitHasItsOwnRiskAndNoneHasNone() {
        for (double share : new double[] {0, 0.4, 2}) {
            assertThat(new RangeRisk(share).probability(new double[] {0.3})).isCloseTo(0.3, within(1e-12));
            assertThat(new RangeRisk(share).probability(new double[0])).isZero();
        }
    }

    @Test
    void aRangeIsNeverSaferThanItsRiskiestCommit() {
        assertThat(new RangeRisk(0).probability(new double[] {0.3, 0.1, 0})).isCloseTo(0.3, within(1e-12));
        assertThat(new RangeRisk(0.5).probability(new double[] {0.3, 0.1})).isBetween(0.3, 0.37);
        assertThat(RangeRisk.INDEPENDENT.probability(new double[] {1, 0.1})).isCloseTo(1, within(1e-9));
    }

    @Test
    void aHistoryTellsHowMuchCommitsDependOnOneAnother() {
        Random random = new Random(5);
        List<Past> independent = new ArrayList<>();
        List<Past> together = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            double[] range = {0.3, 0.3, 0.3, 0.3};
            boolean any = false;
            for (double each : range) {
                any |= random.nextDouble() < each;
            }
            independent.add(new Past(range, any));
            together.add(new Past(range, random.nextDouble() < 0.3));
        }

        assertThat(RangeRisk.calibrated(independent).share()).isCloseTo(1, within(0.1));
        assertThat(RangeRisk.calibrated(together).share()).isCloseTo(0, within(0.1));
        assertThat(RangeRisk.calibrated(together).probability(new double[] {0.3, 0.3, 0.3, 0.3}))
                .isCloseTo(0.3, within(0.03));
    }

    @Test
    void aShortHistoryTellsNothing() {
        assertThat(RangeRisk.calibrated(List.of(new Past(new double[] {0.1, 0.1}, true))))
                .isEqualTo(RangeRisk.INDEPENDENT);
    }

    @Test
    void aShareOutOfRangeIsRefused() {
        assertThatThrownBy(() -> new RangeRisk(Double.NaN)).hasMessage("share NaN; expected 0 to 2.0");
    }
}
