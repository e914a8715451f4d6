package io.rootops.core.memory;

import io.rootops.core.signal.MetricKind;
import io.rootops.core.signal.RecentSteps;
import io.rootops.core.signal.Series;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A day of a series, in UTC.
 *
 * @param steps one for each step of the day; null: not measured
 */
record MeasuredDay(MetricKind kind, LocalDate day, List<@Nullable Float> steps) {
    static final int STEPS = (int) Duration.ofDays(1).dividedBy(RecentSteps.STEP);

    /** Those on which anything was measured, in the order of time. */
    static List<MeasuredDay> of(MetricKind kind, Series series) {
        TreeMap<LocalDate, @Nullable Float[]> days = new TreeMap<>();
        for (int i = 0; i < series.size(); i++) {
            float value = (float) series.value(i);
            if (Float.isFinite(value)) {
                Instant at = series.start().plus(series.step().multipliedBy(i));
                LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
                days.computeIfAbsent(day, it -> new @Nullable Float[STEPS])[step(begin(day), at)] = value;
            }
        }
        List<MeasuredDay> measured = new ArrayList<>();
        days.forEach((day, steps) -> measured.add(new MeasuredDay(kind, day, Arrays.asList(steps))));
        return measured;
    }

    /** Puts its steps where they are of the time. */
    void into(double[] values, Instant from) {
        int first = step(from, begin(day));
        for (int i = 0; i < steps.size(); i++) {
            Float value = steps.get(i);
            if (value != null && first + i >= 0 && first + i < values.length) {
                values[first + i] = value;
            }
        }
    }

    /** As PostgreSQL writes it. */
    String array() {
        StringBuilder array = new StringBuilder("{");
        for (Float step : steps) {
            array.append(array.length() == 1 ? "" : ",").append(step == null ? "null" : step.toString());
        }
        return array.append('}').toString();
    }

    private static Instant begin(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static int step(Instant from, Instant to) {
        return (int) Math.floorDiv(Duration.between(from, to).toMillis(), RecentSteps.STEP.toMillis());
    }
}
