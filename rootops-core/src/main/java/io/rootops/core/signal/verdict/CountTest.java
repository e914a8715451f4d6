package io.rootops.core.signal.verdict;

import io.rootops.core.signal.Series;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether events came more often after a moment than before. Real counts come in bursts, so that a Poisson test is wrong
 * by a factor of 60 and more at high rates; again earlier times of the same series say how rare a jump is.
 *
 * <p>Expected is the largest of three rates, of the last day, the last two hours, and the same time of the two days
 * before, but at least a quarter of an event. With n events of L expected, v = 2 sqrt(n + 3/8) - 2 sqrt(L + 3/8)
 * (Anscombe, Biometrika 35, 1948), and p is the rank of v among the placebos.
 */
public final class CountTest {
    private static final double LEAST_EXPECTED = 0.25;
    private static final double SHIFT = 3.0 / 8;
    private static final double SUSTAINED = 2;
    private static final Duration RECENT = Duration.ofHours(2);
    /** Of what is watched without end: so that the same hour of two weeks before is known. */
    private static final Duration WEEKS = Duration.ofDays(22);

    private final double[] events;
    private final double[] eventSums;
    private final double[] exposureSums;
    private final int[] unmeasured;
    private final int day;
    private final int recent;
    private final int steps;
    private final boolean weekly;

    private CountTest(double[] events, double[] exposure, int day, int recent, int steps, boolean weekly) {
        this.events = events;
        this.eventSums = sums(events);
        this.exposureSums = sums(exposure);
        this.unmeasured = new int[events.length + 1];
        for (int i = 0; i < events.length; i++) {
            unmeasured[i + 1] = unmeasured[i] + (Double.isNaN(events[i]) ? 1 : 0);
        }
        this.day = day;
        this.recent = recent;
        this.steps = steps;
        this.weekly = weekly;
    }

    /**
     * Of events a step, in steps that are measured.
     *
     * @param events counted in each step; NaN where nobody counted
     * @param moment the first step after
     * @param steps how many of them are compared
     * @return empty with less than a day and a window before the moment, or where not all after is measured
     */
    public static Optional<Jump> rate(Series events, int moment, int steps) {
        return jump(events, null, moment, steps, false);
    }

    /**
     * Of the share that events have in all, as errors have in lines.
     *
     * @param all counted in each step, at the same steps as {@code events}
     * @return empty also where all is 0 after
     */
    public static Optional<Jump> share(Series events, Series all, int moment, int steps) {
        return jump(events, all, moment, steps, false);
    }

    /**
     * The same of events that are watched without end. Expected is also what the same hour of the two weeks before brought,
     * from half an hour earlier to half an hour later, and what is no {@link Jump#far far} jump is not ranked.
     *
     * @param all null: of the rate, not of a share
     * @return empty also where it is not far
     */
    public static Optional<Jump> watched(Series events, @Nullable Series all, int moment, int steps) {
        return jump(events, all, moment, steps, true);
    }

    private static Optional<Jump> jump(Series events, @Nullable Series all, int moment, int steps, boolean weekly) {
        int from = Math.max(0, moment - events.steps(weekly ? WEEKS : PlaceboTest.HISTORY));
        int day = events.steps(Duration.ofDays(1));
        int now = moment - from;
        if (now < day + steps) {
            return Optional.empty();
        }
        double[] counted = events.slice(from, moment + steps);
        double[] exposed = new double[counted.length];
        Arrays.fill(exposed, 1);
        if (all != null) {
            int offset = all.indexAt(events.start()) + from;
            exposed = all.slice(offset, offset + counted.length);
        }
        for (int i = 0; i < counted.length; i++) {
            if (Double.isNaN(counted[i]) || Double.isNaN(exposed[i])) {
                counted[i] = Double.NaN;
                exposed[i] = Double.NaN;
            }
        }
        return new CountTest(counted, exposed, day, events.steps(RECENT), steps, weekly).jump(now);
    }

    private Optional<Jump> jump(int now) {
        if (!measured(now) || exposure(now, now + steps) == 0) {
            return Optional.empty();
        }
        double expected = expected(now);
        long above = IntStream.range(now, now + steps)
                .filter(i -> events[i] > SUSTAINED * expected / steps)
                .count();
        Jump unranked = new Jump(events(now, now + steps), expected, above / (double) steps, 0, 0);
        if (weekly && !unranked.far()) {
            return Optional.empty();
        }
        double[] placebos = IntStream.rangeClosed(day, now - steps)
                .filter(s -> measured(s) && exposure(s, s + steps) > 0)
                .mapToDouble(this::change)
                .toArray();
        double change = change(now);
        int asLarge = (int) Arrays.stream(placebos).filter(it -> it >= change).count();
        return Optional.of(new Jump(unranked.events(), expected, unranked.sustained(), asLarge, placebos.length));
    }

    private boolean measured(int s) {
        return unmeasured[s + steps] == unmeasured[s];
    }

    private double change(int s) {
        return 2 * Math.sqrt(events(s, s + steps) + SHIFT) - 2 * Math.sqrt(expected(s) + SHIFT);
    }

    private double expected(int s) {
        double rate = Math.max(rate(s - day, s), rate(s - recent, s));
        double before = rate(s - day, s - day + steps);
        double sameTime = exposure(s - 2 * day, s - 2 * day + steps) == 0
                ? before
                : (before + rate(s - 2 * day, s - 2 * day + steps)) / 2;
        double usual = Math.max(rate, sameTime);
        return Math.max(LEAST_EXPECTED, Math.max(usual, weekly ? sameHour(s) : 0) * exposure(s, s + steps));
    }

    /** Of the same weekday, the larger of the last two. */
    private double sameHour(int s) {
        int margin = day / 48;
        double most = 0;
        for (int weeks = 1; weeks <= 2; weeks++) {
            int then = s - weeks * 7 * day;
            most = Math.max(most, rate(then - margin, then + steps + margin));
        }
        return most;
    }

    private double rate(int from, int to) {
        double exposed = exposure(from, to);
        return exposed == 0 ? 0 : events(from, to) / exposed;
    }

    private double events(int from, int to) {
        return to <= 0 ? 0 : eventSums[to] - eventSums[Math.max(0, from)];
    }

    private double exposure(int from, int to) {
        return to <= 0 ? 0 : exposureSums[to] - exposureSums[Math.max(0, from)];
    }

    private static double[] sums(double[] values) {
        double[] sums = new double[values.length + 1];
        for (int i = 0; i < values.length; i++) {
            sums[i + 1] = sums[i] + (Double.isNaN(values[i]) ? 0 : values[i]);
        }
        return sums;
    }
}
