package io.rootops.core.signal.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class AnomalyDetectorTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private static List<Anomaly> watch(int steps, IntToDoubleFunction values) {
        AnomalyDetector detector = new AnomalyDetector();
        List<Anomaly> found = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            detector.next(new Sample(START.plusSeconds(300L * i), values.applyAsDouble(i)))
                    .ifPresent(found::add);
        }
        return found;
    }

    private static double noise(int step) {
        return 100 + 5 * new Random(step * 7_919L).nextGaussian();
    }

    @Test
    void findsWhatIsUnlikeBeforeAndThenKeepsQuiet() {
        List<Anomaly> found = watch(1_500, i -> i >= 1_200 && i < 1_230 ? 400 : noise(i));

        assertThat(found).hasSize(1);
        assertThat(found.get(0).at()).isEqualTo(START.plusSeconds(300L * 1_200));
        assertThat(found.get(0).value()).isEqualTo(400);
        assertThat(found.get(0).usual()).isCloseTo(100, within(3.0));
        assertThat(found.get(0).grade()).isBetween(0.5, 1.0);
    }

    @Test
    void aTenthIsNothingToTell() {
        assertThat(watch(1_500, i -> i >= 1_200 ? 110 : 100)).isEmpty();
    }

    @Test
    void passesOverWhatIsNotMeasuredOrLate() {
        AnomalyDetector one = new AnomalyDetector();
        AnomalyDetector other = new AnomalyDetector();
        for (int i = 0; i < 600; i++) {
            Sample sample = new Sample(START.plusSeconds(300L * i), i == 500 ? 900 : noise(i));
            assertThat(other.next(new Sample(sample.at(), Double.NaN))).isEmpty();
            assertThat(other.next(new Sample(sample.at(), 1e300))).isEmpty();
            assertThat(other.next(sample)).isEqualTo(one.next(sample));
            assertThat(other.next(new Sample(sample.at(), 900))).isEmpty();
        }
    }

    @Test
    void aServiceSpeaksOfWhatIsFeltOrOfTwoThatAgree() {
        ServiceAnomalies service = new ServiceAnomalies();
        Anomaly rise = new Anomaly(START, 2, 1, 1);

        assertThat(service.add(MetricKind.CPU, rise)).isEmpty();
        assertThat(service.add(MetricKind.REQUESTS, rise)).isEmpty();
        assertThat(service.add(MetricKind.MEMORY, new Anomaly(START.plusSeconds(3_601), 2, 1, 1)))
                .isEmpty();
        assertThat(service.add(MetricKind.CPU, new Anomaly(START.plusSeconds(3_700), 2, 1, 1)))
                .containsOnlyKeys(MetricKind.MEMORY, MetricKind.CPU);
        assertThat(new ServiceAnomalies().add(MetricKind.LATENCY, rise)).containsOnlyKeys(MetricKind.LATENCY);
        assertThat(new ServiceAnomalies().add(MetricKind.ERRORS, new Anomaly(START, 0, 1, 1)))
                .isEmpty();
    }
}
