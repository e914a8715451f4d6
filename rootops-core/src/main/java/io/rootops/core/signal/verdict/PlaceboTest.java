package io.rootops.core.signal.verdict;

import io.rootops.core.signal.Direction;
import io.rootops.core.signal.Series;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Compares a series before and after a moment, and the change with those at all earlier times of the same series, where
 * nothing was deployed. Real series depend on themselves and on the time of day, so that tests for independent values
 * cry wolf; the rank among placebos does not. Everything that is learned lies before the moment.
 *
 * <p>With y = ln(x + c) and quartiles b of the two hours before and a of the time after, the change is
 * z = (u - f) / r: u is the smallest of the shifts of the three quartiles, so that the whole distribution has to move; f
 * is what a ridge regression on recent means, the same time of earlier days and their changes expects of the middle one;
 * r is the spread before, as a noise scale. p is the rank of z among the placebos.
 */
public final class PlaceboTest {
    /** How many steps before the moment are compared. */
    public static final int BEFORE = 24;

    /** Older values teach nothing. */
    public static final Duration HISTORY = Duration.ofDays(14);

    private static final double OFFSET = 0.05;
    private static final double LEAST_NOISE = 1e-6;
    private static final int MOST_FITTED = 3_000;

    /** Below it a fit has more weights than it can tell. */
    private static final int LEAST_PLACEBOS = 50;

    private final boolean plain;
    private final double offset;
    private final double[] before;
    private final double[] quartilesBefore;
    private final double noise;
    private final double expected;
    private final double[] rises;
    private final double[] drops;

    private PlaceboTest(
            boolean plain,
            double offset,
            double[] before,
            double[] quartilesBefore,
            double noise,
            double expected,
            double[] rises,
            double[] drops) {
        this.plain = plain;
        this.offset = offset;
        this.before = before;
        this.quartilesBefore = quartilesBefore;
        this.noise = noise;
        this.expected = expected;
        this.rises = rises;
        this.drops = drops;
    }

    /**
     * Learned from what lies before a step.
     *
     * @param moment the first step after; what lies from there on is not read
     * @param after how many steps will be compared with those before
     * @return empty where the values before or the placebos are too few, or all values are 0
     */
    public static Optional<PlaceboTest> at(Series series, int moment, int after) {
        return at(series, moment, after, false);
    }

    /**
     * By the difference of the medians as it is, for histories too short to expect anything from: less power.
     *
     * @param moment the first step after; what lies from there on is not read
     * @param after how many steps will be compared with those before
     * @return empty where the values before or the placebos are too few, or all values are 0
     */
    public static Optional<PlaceboTest> plain(Series series, int moment, int after) {
        return at(series, moment, after, true);
    }

    private static Optional<PlaceboTest> at(Series series, int moment, int after, boolean plain) {
        double[] raw = series.slice(Math.max(0, moment - series.steps(HISTORY)), moment);
        double offset = OFFSET * scale(raw);
        if (raw.length < BEFORE + after || !(offset > 0)) {
            return Optional.empty();
        }
        double[] y = plain ? raw : logs(raw, offset);
        Quartiles b = Quartiles.before(y, BEFORE);
        Quartiles a = Quartiles.before(y, after);
        int now = raw.length;
        int[] placebos = IntStream.rangeClosed(BEFORE, now - after)
                .filter(s -> !Double.isNaN(b.middle[s]) && !Double.isNaN(a.middle[s + after]))
                .toArray();
        if (Double.isNaN(b.middle[now]) || placebos.length < LEAST_PLACEBOS) {
            return Optional.empty();
        }
        double[] expected = new double[placebos.length + 1];
        if (!plain) {
            expected = expected(
                    new Forecast(y, b.middle, a.middle, after, series.steps(Duration.ofDays(1))),
                    placebos,
                    b,
                    a,
                    after,
                    now);
        }
        double usual = plain ? Double.NaN : usualSpread(b);
        double[] rises = new double[placebos.length];
        double[] drops = new double[placebos.length];
        for (int i = 0; i < placebos.length; i++) {
            int s = placebos[i];
            Change change = Change.between(b.at(s), a.at(s + after), plain);
            double noise = plain ? 1 : noise(b.high[s] - b.low[s], usual);
            rises[i] = (change.least() - expected[i]) / noise;
            drops[i] = (expected[i] - change.most()) / noise;
        }
        Arrays.sort(rises);
        Arrays.sort(drops);
        return Optional.of(new PlaceboTest(
                plain,
                offset,
                Arrays.copyOfRange(raw, now - BEFORE, now),
                b.at(now),
                plain ? 1 : noise(b.high[now] - b.low[now], usual),
                expected[placebos.length],
                rises,
                drops));
    }

    /** Of each placebo, and of now at the end. */
    private static double[] expected(Forecast forecast, int[] placebos, Quartiles b, Quartiles a, int after, int now) {
        double[][] features = new double[placebos.length][];
        double[] targets = new double[placebos.length];
        for (int i = 0; i < placebos.length; i++) {
            features[i] = forecast.features(placebos[i]);
            targets[i] = a.middle[placebos[i] + after] - b.middle[placebos[i]];
        }
        int fitted = Math.max(0, placebos.length - MOST_FITTED);
        Ridge ridge = Ridge.fit(
                Arrays.copyOfRange(features, fitted, features.length),
                Arrays.copyOfRange(targets, fitted, targets.length),
                1 + 0.1 * Math.sqrt(features.length - fitted));
        double[] expected = new double[placebos.length + 1];
        for (int i = 0; i < placebos.length; i++) {
            expected[i] = ridge.predict(features[i]);
        }
        expected[placebos.length] = ridge.predict(forecast.features(now));
        return expected;
    }

    /**
     * How the values after differ.
     *
     * @param after as many as the placebos had; NaN where nothing was measured
     * @return empty where too few are measured
     */
    public Optional<Shift> shift(double[] after, Direction direction) {
        double[] quartiles = Quartiles.of(plain ? after : logs(after, offset));
        if (Double.isNaN(quartiles[1])) {
            return Optional.empty();
        }
        Change change = Change.between(quartilesBefore, quartiles, plain);
        boolean rise = direction == Direction.RISE;
        double z = (rise ? change.least() - expected : expected - change.most()) / noise;
        double[] placebos = rise ? rises : drops;
        return Optional.of(new Shift(
                direction,
                Quartiles.median(before),
                Quartiles.median(after),
                CliffsDelta.of(before, after),
                rise ? separation(before, after) : separation(after, before),
                atLeast(placebos, z),
                placebos.length));
    }

    private static double separation(double[] small, double[] large) {
        double most = Arrays.stream(small).filter(it -> !Double.isNaN(it)).max().orElse(Double.NaN);
        double least =
                Arrays.stream(large).filter(it -> !Double.isNaN(it)).min().orElse(Double.NaN);
        return most == least ? 1 : least / most;
    }

    /** The smallest and the largest shift of a quartile; of the medians alone where the test is plain. */
    private record Change(double least, double most) {
        static Change between(double[] before, double[] after, boolean plain) {
            double low = after[0] - before[0];
            double middle = after[1] - before[1];
            double high = after[2] - before[2];
            return plain
                    ? new Change(middle, middle)
                    : new Change(Math.min(low, Math.min(middle, high)), Math.max(low, Math.max(middle, high)));
        }
    }

    /** How many of the ascending values are at least as large. */
    private static int atLeast(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] >= value) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return sorted.length - low;
    }

    private static double scale(double[] raw) {
        double[] sizes = Arrays.stream(raw).map(Math::abs).toArray();
        double median = Quartiles.median(sizes);
        return median > 0
                ? median
                : Quartiles.median(Arrays.stream(sizes).filter(it -> it > 0).toArray());
    }

    private static double usualSpread(Quartiles b) {
        double[] spreads = new double[b.low.length];
        for (int i = 0; i < spreads.length; i++) {
            spreads[i] = b.high[i] - b.low[i];
        }
        return Quartiles.median(spreads);
    }

    private static double noise(double spread, double usual) {
        return Math.sqrt(spread * spread + usual * usual / 4 + LEAST_NOISE);
    }

    private static double[] logs(double[] values, double offset) {
        return Arrays.stream(values)
                .map(it -> Double.isNaN(it) ? Double.NaN : Math.log(Math.max(it, 0) + offset))
                .toArray();
    }
}
