package io.rootops.core.signal.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rootops.core.signal.Direction;
import io.rootops.core.signal.Series;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PlaceboTestTest {
    private static final int STEPS = Look.VERDICT.steps();

    private static Shift shift(Series series, Direction direction) {
        int moment = series.indexAt(Days.SERVING);
        return PlaceboTest.at(series, moment, STEPS)
                .orElseThrow()
                .shift(series.slice(moment, moment + STEPS), direction)
                .orElseThrow();
    }

    @Test
    void aRiseIsRarerThanAnyOfThePlacebos() {
        Shift shift = shift(Days.series(1, 7, 100, 2), Direction.RISE);

        assertThat(shift.placebos()).isEqualTo(7 * Days.DAY - PlaceboTest.BEFORE - STEPS + 1);
        assertThat(shift.asLarge()).isZero();
        assertThat(shift.p()).isCloseTo(1.0 / 1_982, within(1e-9));
        assertThat(shift.cliffsDelta()).isEqualTo(1);
        assertThat(shift.ratio()).isBetween(1.8, 3.0);
        assertThat(shift.separation()).isBetween(1.0, 2.0);
        assertThat(shift.passes(Shift.Gate.ALONE)).isTrue();
    }

    @Test
    void theHourOfTheDayIsExpected() {
        // At two in the afternoon the daily pattern rises fastest: by a quarter in two hours.
        assertThat(shift(Days.series(2, 7, 100, 1), Direction.RISE).p()).isGreaterThan(0.05);
    }

    @Test
    void aDropIsWorseForRequestsOnly() {
        Series halved = Days.series(3, 7, 100, 0.4);

        assertThat(shift(halved, Direction.DROP).asLarge()).isZero();
        assertThat(shift(halved, Direction.DROP).passes(Shift.Gate.ALONE)).isTrue();
        assertThat(shift(halved, Direction.RISE).passes(Shift.Gate.ALONE)).isFalse();
    }

    @Test
    void readsNothingLaterThanItsWindow() {
        Series series = Days.series(4, 7, 100, 1.3);
        int later = series.indexAt(Days.SERVING) + STEPS;

        assertThat(shift(Days.with(series, later, 1e9), Direction.RISE)).isEqualTo(shift(series, Direction.RISE));
    }

    @Test
    void pIsTrueWhereNothingIsDeployed() {
        long unlikely = 0;
        for (int seed = 0; seed < 300; seed++) {
            Series series = Days.series(1_000 + seed, 4, 50, 1);
            int moment = series.size() - Days.AFTER - seed % Days.DAY;
            Shift shift = PlaceboTest.at(series, moment, STEPS)
                    .orElseThrow()
                    .shift(series.slice(moment, moment + STEPS), Direction.RISE)
                    .orElseThrow();
            unlikely += shift.p() <= 0.1 ? 1 : 0;
        }

        // A tenth of 300, and four standard deviations to both sides.
        assertThat(unlikely).isBetween(10L, 51L);
    }

    @Test
    void saysNothingOfTooLittle() {
        Series zeros = Series.of(Days.SERVING, Look.STEP, new double[1_000]);
        assertThat(PlaceboTest.at(zeros, 900, STEPS)).isEmpty();
        Series series = Days.series(5, 7, 100, 1);
        int moment = series.indexAt(Days.SERVING);
        assertThat(PlaceboTest.at(series, 60, STEPS)).isEmpty();
        double[] unknown = new double[STEPS];
        Arrays.fill(unknown, Double.NaN);
        assertThat(PlaceboTest.at(series, moment, STEPS).orElseThrow().shift(unknown, Direction.RISE))
                .isEmpty();
    }

    @Test
    void gapsAreNoPlacebos() {
        Series series = Days.series(6, 7, 100, 1);
        Series gap = series.without(Days.SERVING.minusSeconds(3L * 86_400), Days.SERVING.minusSeconds(2L * 86_400));

        assertThat(shift(gap, Direction.RISE).placebos())
                .isBetween(6 * Days.DAY - 80, 6 * Days.DAY - PlaceboTest.BEFORE - STEPS);
    }
}
