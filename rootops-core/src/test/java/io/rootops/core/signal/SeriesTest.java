package io.rootops.core.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTest {
    private static final Instant TIME = Instant.parse("2026-03-01T12:03:20Z");
    private static final Duration STEP = Duration.ofMinutes(5);

    @Test
    void averagesTheSamplesOfAStepAndNeverAcrossTheBoundary() {
        Series series = Series.sampled(
                List.of(
                        new Sample(TIME.plusSeconds(1), 8),
                        new Sample(TIME.minusSeconds(1), 1),
                        new Sample(TIME.minusSeconds(299), 3),
                        new Sample(TIME.minusSeconds(901), 5),
                        new Sample(TIME.plusSeconds(2), Double.NaN),
                        new Sample(TIME.plusSeconds(3), Double.POSITIVE_INFINITY)),
                STEP,
                TIME);

        assertThat(series.start()).isEqualTo(TIME.minusSeconds(1_200));
        assertThat(series.slice(0, series.size())).containsExactly(5, Double.NaN, Double.NaN, 2, 8);
        assertThat(series.indexAt(TIME)).isEqualTo(4);
        assertThat(series.indexAt(TIME.plusSeconds(1))).isEqualTo(5);
        assertThat(series.indexAt(TIME.minusSeconds(1_500))).isEqualTo(-1);
    }

    @Test
    void leavesOutStepsThatTouchARange() {
        Series series = Series.of(TIME, STEP, 1, 2, 3, 4, 5);

        Series without = series.without(TIME.plusSeconds(350), TIME.plusSeconds(901));

        assertThat(without.slice(0, 5)).containsExactly(1, Double.NaN, Double.NaN, Double.NaN, 5);
        assertThat(series.slice(-1, 6)).containsExactly(Double.NaN, 1, 2, 3, 4, 5, Double.NaN);
        assertThat(series.without(TIME.minusSeconds(900), TIME)).isSameAs(series);
    }

    @Test
    void isEmptyOfNothingAndRefusesWhatIsNoSeries() {
        assertThat(Series.sampled(List.of(), STEP, TIME).size()).isZero();
        assertThatThrownBy(() -> Series.of(TIME, Duration.ZERO, 1)).hasMessageContaining("expected one above 0");
        List<Sample> centuries = List.of(new Sample(Instant.EPOCH, 1), new Sample(TIME, 1));
        assertThatThrownBy(() -> Series.sampled(centuries, STEP, TIME)).hasMessageContaining("expected at most");
    }
}
