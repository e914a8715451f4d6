package io.rootops.core.signal.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.signal.Series;
import org.junit.jupiter.api.Test;

class CountTestTest {
    private static final int STEPS = Look.EARLY_SIGN.steps();

    private static Jump rate(Series counts) {
        return CountTest.rate(counts, counts.indexAt(Days.SERVING), STEPS).orElseThrow();
    }

    @Test
    void tenTimesAsManyEventsSpeak() {
        Jump jump = rate(Days.counts(1, 7, 0.5, 5));

        assertThat(jump.events()).isGreaterThan(15);
        assertThat(jump.expected()).isBetween(1.5, 9.0);
        assertThat(jump.asLarge()).isZero();
        assertThat(jump.speaks(0.02)).isTrue();
        assertThat(rate(Days.counts(1, 7, 0.5, 0.5)).speaks(0.02)).isFalse();
    }

    @Test
    void oneBurstDoesNot() {
        Series quiet = Days.counts(2, 7, 0.1, 0);
        Jump burst = rate(Days.with(quiet, quiet.indexAt(Days.SERVING) + 2, 40));

        assertThat(burst.asLarge()).isZero();
        assertThat(burst.sustained()).isLessThan(0.5);
        assertThat(burst.speaks(0.02)).isFalse();
    }

    @Test
    void fourEventsAreTooFewHoweverRare() {
        assertThat(rate(Days.with(Days.with(Days.counts(3, 7, 0, 0), 7 * Days.DAY, 2), 7 * Days.DAY + 1, 2))
                        .speaks(0.02))
                .isFalse();
    }

    @Test
    void errorsThatGrowWithTheTrafficAreNoShareJump() {
        Series lines = Days.counts(4, 7, 50, 500);
        int moment = lines.indexAt(Days.SERVING);

        assertThat(CountTest.share(Days.counts(5, 7, 2, 20), lines, moment, STEPS)
                        .orElseThrow()
                        .speaks(0.02))
                .isFalse();
        assertThat(CountTest.share(Days.counts(5, 7, 2, 150), lines, moment, STEPS)
                        .orElseThrow()
                        .speaks(0.02))
                .isTrue();
    }

    @Test
    void needsADayAndAllOfTheWindow() {
        Series day = Days.counts(6, 1, 1, 1);
        assertThat(CountTest.rate(day, day.indexAt(Days.SERVING), STEPS)).isEmpty();
        Series gap = Days.with(Days.counts(6, 7, 1, 1), 7 * Days.DAY + 3, Double.NaN);
        assertThat(CountTest.rate(gap, gap.indexAt(Days.SERVING), STEPS)).isEmpty();
    }
}
