package io.rootops.core.signal.limit;

import io.rootops.core.signal.Series;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A series that may fill up to a limit, and what can be foretold of it. It goes on as it did since it last fell at once, and that
 * is told only where it would have been right before. Not safe for threads.
 */
public final class Filling {
    /** So much of the past tests what is foretold. */
    public static final Duration HISTORY = Duration.ofDays(14);

    private static final Duration FARTHEST = Duration.ofDays(3);
    /** Times as long as expected; beyond that nothing is known. */
    private static final int LATEST = 3;
    /** In steps: a new leak shows in the shortest, and what comes and goes with the day has no slope in the longest. */
    private static final int[] WINDOWS = {8, 12, 24, 48};

    private final Series series;
    private final double[] values;
    /** By window, and by the step at which they were known. */
    private final @Nullable Trend[][] trends;

    private int known;

    /** @param series at even steps of about an hour */
    public Filling(Series series) {
        this.series = series;
        this.values = series.slice(0, series.size());
        this.trends = new Trend[WINDOWS.length][values.length + 1];
    }

    /** What is foretold at the end. */
    public Optional<LimitForecast> forecast(double limit) {
        return forecast(values.length, limit);
    }

    /**
     * As it was known at a step: empty where it did not rise, was at its limit, would reach it in more than three days, or where
     * such forecasts of this series had not been clearly better than "stays as now".
     *
     * @param end after the last step that was over
     */
    public Optional<LimitForecast> forecast(int end, double limit) {
        know(end);
        return Arrays.stream(trends)
                .map(its -> forecast(its, end, limit))
                .flatMap(Optional::stream)
                .min(Comparator.comparingDouble(LimitForecast::ratio));
    }

    private Optional<LimitForecast> forecast(@Nullable Trend[] its, int end, double limit) {
        Trend now = its[end];
        if (now == null || now.slope() <= 0 || now.level() >= limit) {
            return Optional.empty();
        }
        double steps = (limit - now.level()) / now.slope();
        if (steps > series.steps(FARTHEST)) {
            return Optional.empty();
        }
        // Half of the way: of the whole a rise that began lately has no test before it is over.
        int ahead = (int) Math.max(1, Math.round(steps / 2));
        BackTest test = test(its, end, ahead, now.after(ahead) - now.now());
        if (!test.isBetter()) {
            return Optional.empty();
        }
        // What was wrong after so long is wrong in proportion earlier and later.
        double fast = (limit - now.level()) / (now.slope() + test.high() / ahead);
        double slow = (limit - now.level()) / (now.slope() + test.low() / ahead);
        boolean bounded = slow > 0 && slow <= LATEST * steps;
        return Optional.of(new LimitForecast(
                time(fast), time(steps), bounded ? time(slow) : null, test.errors().length, test.ratio()));
    }

    private BackTest test(@Nullable Trend[] its, int end, int ahead, double rise) {
        BackTest.Builder test = new BackTest.Builder(end);
        for (int then = Math.max(1, end - series.steps(HISTORY)); then - 1 + ahead < end; then++) {
            Trend trend = its[then];
            double came = values[then - 1 + ahead];
            if (trend != null && !Double.isNaN(came) && trend.after(ahead) - trend.now() >= rise / 2) {
                test.add(came, trend.after(ahead), trend.now());
            }
        }
        return test.done();
    }

    private void know(int end) {
        for (; known < end; known++) {
            for (int i = 0; i < WINDOWS.length; i++) {
                trends[i][known + 1] = Trend.at(values, known + 1, WINDOWS[i]);
            }
        }
    }

    private Duration time(double steps) {
        return Duration.ofSeconds(Math.round(series.step().toSeconds() * steps));
    }
}
