package io.rootops.core.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StretchTest {
    private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");
    private static final int DAY = 288;

    /** Eight days of 1 to 9, each an hour long and again. */
    private static Series hours() {
        double[] values = new double[8 * DAY];
        for (int i = 0; i < values.length; i++) {
            values[i] = 1 + i / 12 % 9;
        }
        return Series.of(START, RecentSteps.STEP, values);
    }

    @Test
    void pointsAreMeansBesideWhatWasUsualThen() {
        double[] values = new double[8 * DAY];
        Arrays.fill(values, 2);
        Arrays.fill(values, 7 * DAY, 7 * DAY + 6, 8);
        Series series = Series.of(START, RecentSteps.STEP, values);
        Instant from = START.plus(Duration.ofDays(7));

        List<Stretch.Point> points = Stretch.of(series, from, from.plus(Duration.ofHours(1)), Duration.ofMinutes(20))
                .points();

        assertThat(points).extracting(Stretch.Point::value).containsExactly(8.0, 5.0, 2.0);
        assertThat(points).extracting(Stretch.Point::usual).containsOnly(new UsualBand(2, 2));
        assertThat(points).extracting(Stretch.Point::at).startsWith(from, from.plus(Duration.ofMinutes(20)));
    }

    @Test
    void whatIsUsualIsThatOfTheLiveReading() {
        Series series = hours();
        RecentSteps live = new RecentSteps();
        for (int i = 0; i < 7 * DAY + 60; i++) {
            live.add(START.plus(RecentSteps.STEP.multipliedBy(i)), series.value(i));
        }
        Instant at = START.plus(RecentSteps.STEP.multipliedBy(7 * DAY + 60));

        Stretch stretch = Stretch.of(series, at, at.plus(RecentSteps.STEP), RecentSteps.STEP);

        assertThat(stretch.points()).singleElement().satisfies(it -> {
            assertThat(it.usual()).isEqualTo(live.usual(at)).isNotNull();
            assertThat(it.value()).isEqualTo(series.value(7 * DAY + 60));
        });
    }

    @Test
    void whatWasNotMeasuredIsNotKnown() {
        Series none = Series.of(START, RecentSteps.STEP, Double.NaN, 4);

        Stretch stretch = Stretch.of(none, START.minusSeconds(600), START.plusSeconds(1000), RecentSteps.STEP);

        assertThat(stretch.points()).extracting(Stretch.Point::value).containsExactly(null, null, null, 4.0, null);
        assertThat(stretch.points()).extracting(Stretch.Point::usual).containsOnlyNulls();
    }
}
