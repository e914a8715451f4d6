package io.rootops.core.evaluate.signal;

import io.rootops.core.signal.verdict.Look;
import io.rootops.core.signal.verdict.PlaceboTest;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** When a deployment may be made up: three days of history before, and no anomaly near. */
final class Moments {
    private static final Duration HISTORY = Duration.ofDays(3);

    private Moments() {}

    /** @param quiet values a step; NaN in anomalies */
    static List<Integer> of(double[] quiet, Duration step) {
        int first = Math.max(PlaceboTest.BEFORE, (int) (HISTORY.toMillis() / step.toMillis()));
        return IntStream.rangeClosed(first, quiet.length - Look.FINAL.steps())
                .filter(moment -> IntStream.range(moment - PlaceboTest.BEFORE, moment + Look.FINAL.steps())
                        .noneMatch(i -> Double.isNaN(quiet[i])))
                .boxed()
                .toList();
    }
}
