package io.rootops.core.suspicion;

import io.rootops.core.signal.Series;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * A service that logs at this hour, and does not.
 *
 * @param steps without a line
 * @param expected lines in as long: the least that the last day, and this hour of the day and of the week before, had
 * @param asLong earlier times with no line for as long
 * @param placebos of so many
 */
record Silence(int steps, double expected, int asLong, int placebos) {
    private static final double LEAST_LINES = 20;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    /**
     * At the end of a series; empty: it is not silent, or that is nothing new.
     *
     * @param lines counted in each step; NaN where nobody counted
     */
    static Optional<Silence> of(Series lines) {
        int end = lines.size();
        int begin = end;
        while (begin > 0 && lines.value(begin - 1) == 0) {
            begin--;
        }
        int gap = end - begin;
        int day = lines.steps(DAY);
        if (gap < lines.steps(LogRule.SILENCE) || begin < day + gap) {
            return Optional.empty();
        }
        double expected = expected(lines, begin, gap);
        if (!(expected >= LEAST_LINES)) {
            return Optional.empty();
        }
        int asLong = 0;
        int placebos = 0;
        int zeros = 0;
        int measured = 0;
        for (int i = 0; i < begin; i++) {
            double value = lines.value(i);
            measured = Double.isNaN(value) ? 0 : measured + 1;
            zeros = value == 0 ? zeros + 1 : 0;
            placebos += measured >= gap ? 1 : 0;
            asLong += zeros >= gap ? 1 : 0;
        }
        return Optional.of(new Silence(gap, expected, asLong, placebos));
    }

    private static double expected(Series lines, int begin, int gap) {
        int day = lines.steps(DAY);
        int week = lines.steps(WEEK);
        int margin = lines.steps(HALF_AN_HOUR);
        double least = rate(lines, begin - day, begin);
        least = Math.min(least, rate(lines, begin - day - margin, begin - day + gap + margin));
        double weekBefore = rate(lines, begin - week - margin, begin - week + gap + margin);
        return (Double.isNaN(weekBefore) ? least : Math.min(least, weekBefore)) * gap;
    }

    /** A step; NaN: nobody counted. */
    private static double rate(Series lines, int from, int to) {
        return Arrays.stream(lines.slice(from, to))
                .filter(it -> !Double.isNaN(it))
                .average()
                .orElse(Double.NaN);
    }
}
