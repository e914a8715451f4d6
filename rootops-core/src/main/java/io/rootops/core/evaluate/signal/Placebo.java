package io.rootops.core.evaluate.signal;

import io.rootops.core.signal.Direction;
import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.Series;
import io.rootops.core.signal.verdict.Judged;
import io.rootops.core.signal.verdict.Look;
import io.rootops.core.signal.verdict.PlaceboTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A deployment that never was, at some time of a series: what each look says of it, and what it would say had the values
 * after been multiplied.
 *
 * @param series number of the series
 * @param looks by factor, in the order of {@link #FACTORS}
 */
record Placebo(int series, List<Map<Look, Judged>> looks) {
    /** The first changes nothing. */
    static final List<Double> FACTORS = List.of(1.0, 1.2, 1.5, 2.0, 3.0);

    /** @param moment the first step after */
    static Placebo at(int number, Series series, int moment) {
        Map<Look, Optional<PlaceboTest>> tests = new EnumMap<>(Look.class);
        for (Look look : Look.values()) {
            tests.put(look, PlaceboTest.at(series, moment, look.steps()));
        }
        List<Map<Look, Judged>> looks = new ArrayList<>();
        for (double factor : FACTORS) {
            Map<Look, Judged> judged = new EnumMap<>(Look.class);
            tests.forEach((look, test) -> {
                double[] after = Arrays.stream(series.slice(moment, moment + look.steps()))
                        .map(it -> it * factor)
                        .toArray();
                judged.put(
                        look,
                        new Judged(
                                "",
                                MetricKind.LATENCY,
                                Judged.Standing.FULL,
                                test.flatMap(it -> it.shift(after, Direction.RISE))
                                        .orElse(null)));
            });
            looks.add(judged);
        }
        return new Placebo(number, looks);
    }

    Judged judged(int factor, Look look) {
        Judged judged = looks.get(factor).get(look);
        if (judged == null) {
            throw new IllegalStateException("no " + look);
        }
        return judged;
    }
}
