package io.rootops.core.signal.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rootops.core.signal.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FillingTest {
    private static final int HOURS = 14 * 24;

    private static Filling of(IntToDoubleFunction value) {
        double[] values = IntStream.range(0, HOURS).mapToDouble(value).toArray();
        return new Filling(Series.of(Instant.EPOCH, Duration.ofHours(1), values));
    }

    private static double noise(int hour) {
        return new Random(hour * 7919L).nextGaussian() * 0.004;
    }

    /** Half full until some hours before the end, from then on a hundredth more an hour. */
    private static double leak(int hour, int hours) {
        return 0.5 + 0.01 * Math.max(0, hour - (HOURS - hours)) + noise(hour);
    }

    @Test
    void aLeakIsForetoldWithItsInterval() {
        LimitForecast forecast = of(it -> leak(it, 30)).forecast(1).orElseThrow();

        assertThat(forecast.expected()).isBetween(Duration.ofHours(18), Duration.ofHours(24));
        assertThat(forecast.soonest()).isBetween(Duration.ofHours(14), forecast.expected());
        assertThat(forecast.latest()).isBetween(forecast.expected(), Duration.ofHours(30));
        assertThat(forecast.tested()).isGreaterThanOrEqualTo(8);
        assertThat(forecast.ratio()).isBetween(0.0, 0.6);
    }

    @Test
    void nothingIsForetoldBeforeItWasTested() {
        assertThat(of(it -> leak(it, 6)).forecast(1)).isEmpty();
    }

    @Test
    void whatStaysOrComesAndGoesWithTheDayIsNotForetold() {
        Filling flat = of(it -> 0.97 + noise(it));
        Filling daily = of(it -> 0.7 + 0.2 * Math.sin(it * Math.PI / 12) + noise(it));

        for (int end = 100; end <= HOURS; end++) {
            assertThat(flat.forecast(end, 1)).as("flat at %d", end).isEmpty();
            assertThat(daily.forecast(end, 1)).as("daily at %d", end).isEmpty();
        }
    }

    @Test
    void whatIsStartedAnewEveryDayIsNotForetoldToBeFull() {
        Filling sawtooth = of(it -> 0.2 + 0.02 * (it % 24) + noise(it));

        assertThat(IntStream.rangeClosed(100, HOURS)
                        .filter(it -> sawtooth.forecast(it, 1).isPresent())
                        .count())
                .isZero();
    }

    @Test
    void whatFullIsOrFarFromItIsNoNews() {
        assertThat(of(it -> 1 + 0.01 * it).forecast(1)).isEmpty();
        assertThat(of(it -> 0.0001 * it).forecast(1)).isEmpty();
        assertThat(of(it -> Double.NaN).forecast(1)).isEmpty();
        assertThat(new Filling(Series.of(Instant.EPOCH, Duration.ofHours(1))).forecast(1))
                .isEmpty();
    }

    @Test
    void gapsDoNotHinder() {
        Optional<LimitForecast> forecast =
                of(it -> it % 4 == 0 ? Double.NaN : leak(it, 40)).forecast(1);

        assertThat(forecast.orElseThrow().expected().toHours()).isCloseTo(10, within(3L));
    }

    @Test
    void whatWasNotMeasuredLatelyIsNotForetold() {
        assertThat(of(it -> it > HOURS - 8 ? Double.NaN : leak(it, 40)).forecast(1))
                .isEmpty();
    }

    @Test
    void nothingLaterIsRead() {
        Filling whole = of(it -> leak(it, 40));
        Filling until = new Filling(Series.of(
                Instant.EPOCH,
                Duration.ofHours(1),
                IntStream.range(0, HOURS - 10).mapToDouble(it -> leak(it, 40)).toArray()));

        assertThat(whole.forecast(HOURS - 10, 1)).isEqualTo(until.forecast(1)).isPresent();
    }
}
