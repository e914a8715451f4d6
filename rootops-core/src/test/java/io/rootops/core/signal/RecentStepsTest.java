package io.rootops.core.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RecentStepsTest {
    private static final Instant NOON = Instant.parse("2026-03-20T12:00:00Z");
    private final RecentSteps steps = new RecentSteps();

    /** Values by the hour of the day, from so long before noon until noon. */
    private void fill(Duration before) {
        for (Instant at = NOON.minus(before); at.isBefore(NOON); at = at.plus(RecentSteps.STEP)) {
            steps.add(at, at.getEpochSecond() / 3600 % 24);
        }
    }

    @Test
    void usualIsWhatWasThereAtThisTimeOfTheDay() {
        fill(RecentSteps.KEPT);

        UsualBand band = Objects.requireNonNull(steps.usual(NOON));
        assertThat(band.low()).isCloseTo(11, within(0.01));
        assertThat(band.high()).isCloseTo(12, within(0.01));
        assertThat(Objects.requireNonNull(steps.usual(NOON.plus(Duration.ofHours(6))))
                        .high())
                .isCloseTo(18, within(0.01));
    }

    @Test
    void itIsKnownAfterADayAndNotBefore() {
        fill(Duration.ofHours(20));
        assertThat(steps.usual(NOON)).isNull();

        fill(Duration.ofHours(26));
        assertThat(steps.usual(NOON)).isNull();

        RecentSteps day = new RecentSteps();
        for (int i = 300; i > 0; i--) {
            day.add(NOON.minus(RecentSteps.STEP.multipliedBy(i)), 3);
        }
        assertThat(day.usual(NOON)).isEqualTo(new UsualBand(3, 3));
    }

    @Test
    void whatIsOlderThanAWeekOrWasNotMeasuredIsNotThere() {
        fill(RecentSteps.KEPT);
        Instant later = NOON.plus(Duration.ofHours(1));
        steps.add(later, 99);
        steps.add(NOON, 1);
        steps.add(later.plus(RecentSteps.STEP), Double.NaN);

        assertThat(steps.value(later)).isEqualTo(99);
        assertThat(steps.value(NOON)).isNaN();
        assertThat(steps.value(NOON.minus(RecentSteps.KEPT))).isNaN();
        assertThat(steps.value(later.plus(RecentSteps.STEP))).isNaN();
        assertThat(steps.value(NOON.minus(RecentSteps.STEP))).isEqualTo(11);
    }

    @Test
    void aLongPauseLeavesNothingBehind() {
        fill(RecentSteps.KEPT);
        steps.add(NOON.plus(Duration.ofDays(30)), 5);

        assertThat(steps.usual(NOON.plus(Duration.ofDays(30)))).isNull();
        assertThat(steps.value(NOON.minus(RecentSteps.STEP))).isNaN();
    }
}
