package io.rootops.core.signal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a series as people look at it: wider steps, each beside what was usual at its time. Immutable.
 *
 * @param step of each point
 */
public record Stretch(Duration step, List<Point> points) {
    public Stretch {
        points = List.copyOf(points);
    }

    /**
     * A step.
     *
     * @param at when it begins
     * @param value mean of what was measured within; null: nothing was
     * @param usual on the seven days before at this time of the day; null: not known
     */
    public record Point(
            Instant at, @Nullable Double value, @Nullable UsualBand usual) {}

    /**
     * Of a series with what came in the week before, as far as it is known.
     *
     * @param series at {@link RecentSteps#STEP}s
     * @param from where the first step begins
     * @param to exclusive; what is not a whole step any more is left out
     * @param step a whole number of {@link RecentSteps#STEP}s
     */
    public static Stretch of(Series series, Instant from, Instant to, Duration step) {
        RecentSteps before = new RecentSteps();
        List<Point> points = new ArrayList<>();
        int next = 0;
        for (Instant at = from; !at.plus(step).isAfter(to); at = at.plus(step)) {
            int begin = series.indexAt(at);
            for (; next < Math.min(begin, series.size()); next++) {
                before.add(series.start().plus(series.step().multipliedBy(next)), series.value(next));
            }
            points.add(new Point(
                    at,
                    mean(series.slice(begin, series.indexAt(at.plus(step)))),
                    before.usual(at.plus(step.dividedBy(2)))));
        }
        return new Stretch(step, points);
    }

    private static @Nullable Double mean(double[] values) {
        double sum = 0;
        int measured = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                sum += value;
                measured++;
            }
        }
        return measured == 0 ? null : sum / measured;
    }
}
