package io.rootops.core.signal.verdict;

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

    private final double offset;
    private final double[] before;
    private final double[] quartilesBefore;
    private final double noise;
    private final double expected;
    private final double[] rises;
    private final double[] drops;

    private PlaceboTest(
            double offset,
            double[] before,
            double[] quartilesBefore,
            double noise,
            double expected,
            double[] rises,
            double[] drops) {
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
        double[] raw = series.slice(Math.max(0, moment - series.steps(HISTORY)), moment);
        double offset = OFFSET * scale(raw);
        if (raw.length < BEFORE + after || !(offset > 0)) {
            return Optional.empty();
        }
        double[] y = new double[raw.length];
        for (int i = 0; i < raw.length; i++) {
            y[i] = log(raw[i], offset);
        }
        Quartiles b = Quartiles.before(y, BEFORE);
        Quartiles a = Quartiles.before(y, after);
        int now = raw.length;
        if (Double.isNaN(b.middle[now])) {
            return Optional.empty();
        }
        Forecast forecast = new Forecast(y, b.middle, a.middle, after, series.steps(Duration.ofDays(1)));
        int[] placebos = IntStream.rangeClosed(BEFORE, now - after)
                .filter(s -> !Double.isNaN(b.middle[s]) && !Double.isNaN(a.middle[s + after]))
                .toArray();
        if (placebos.length < LEAST_PLACEBOS) {
            return Optional.empty();
        }
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
        double usual = usualSpread(b);
        double[] rises = new double[placebos.length];
        double[] drops = new double[placebos.length];
        for (int i = 0; i < placebos.length; i++) {
            int s = placebos[i];
            double low = a.low[s + after] - b.low[s];
            double middle = targets[i];
            double high = a.high[s + after] - b.high[s];
            double f = ridge.predict(features[i]);
            double r = noise(b.high[s] - b.low[s], usual);
            rises[i] = (Math.min(low, Math.min(middle, high)) - f) / r;
            drops[i] = (f - Math.max(low, Math.max(middle, high))) / r;
        }
        Arrays.sort(rises);
        Arrays.sort(drops);
        return Optional.of(new PlaceboTest(
                offset,
                Arrays.copyOfRange(raw, now - BEFORE, now),
                new double[] {b.low[now], b.middle[now], b.high[now]},
                noise(b.high[now] - b.low[now], usual),
                ridge.predict(forecast.features(now)),
                rises,
                drops));
    }

    /**
     * How the values after differ.
     *
     * @param after as many as the placebos had; NaN where nothing was measured
     * @return empty where too few are measured
     */
    public Optional<Shift> shift(double[] after, Direction direction) {
        double[] a = Quartiles.of(
                Arrays.stream(after).map(it -> log(it, offset)).toArray());
        if (Double.isNaN(a[1])) {
            return Optional.empty();
        }
        double low = a[0] - quartilesBefore[0];
        double middle = a[1] - quartilesBefore[1];
        double high = a[2] - quartilesBefore[2];
        boolean rise = direction == Direction.RISE;
        double z = rise
                ? (Math.min(low, Math.min(middle, high)) - expected) / noise
                : (expected - Math.max(low, Math.max(middle, high))) / noise;
        double[] placebos = rise ? rises : drops;
        return Optional.of(new Shift(
                direction,
                Quartiles.median(before),
                Quartiles.median(after),
                CliffsDelta.of(before, after),
                atLeast(placebos, z),
                placebos.length));
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

    private static double log(double value, double offset) {
        return Double.isNaN(value) ? Double.NaN : Math.log(Math.max(value, 0) + offset);
    }
}
