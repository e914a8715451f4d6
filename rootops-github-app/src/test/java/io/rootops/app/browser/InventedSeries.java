package io.rootops.app.browser;

import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.RecentSteps;
import io.rootops.core.signal.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** Nine days of a till that is busy at noon; since an hour it is slower, and fails more often. */
final class InventedSeries {
    private static final Duration LENGTH = Duration.ofDays(9);
    private static final Duration WORSE = Duration.ofHours(1);

    private InventedSeries() {}

    static Map<MetricKind, Series> until(Instant now) {
        Map<MetricKind, Series> series = new EnumMap<>(MetricKind.class);
        series.put(MetricKind.REQUESTS, of(now, 1, day -> 12 + 6 * day));
        series.put(MetricKind.ERRORS, of(now, 4, day -> .05 + .02 * day));
        series.put(MetricKind.LATENCY, of(now, 2, day -> .2 + .05 * day));
        series.put(MetricKind.CPU, of(now, 1, day -> .5 + .2 * day));
        series.put(MetricKind.MEMORY, of(now, 1, day -> 1.2e9 + 1e8 * day));
        return series;
    }

    /** @param usual by -1 at midnight to 1 at noon */
    private static Series of(Instant now, double worse, DoubleUnaryOperator usual) {
        Instant end = RecentSteps.floor(now);
        Instant start = end.minus(LENGTH);
        double[] values = new double[(int) LENGTH.dividedBy(RecentSteps.STEP)];
        for (int i = 0; i < values.length; i++) {
            Instant at = start.plus(RecentSteps.STEP.multipliedBy(i));
            double day = -Math.cos(2 * Math.PI * (at.getEpochSecond() % 86_400) / 86_400);
            double wobble = 1 + .08 * Math.sin(i * 12.9898) * Math.cos(i * 78.233);
            values[i] = usual.applyAsDouble(day) * wobble * (at.isBefore(end.minus(WORSE)) ? 1 : worse);
        }
        return Series.of(start, RecentSteps.STEP, values);
    }
}
