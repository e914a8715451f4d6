package io.rootops.core.signal.verdict;

import io.rootops.core.signal.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** Made-up series of five-minute steps with a daily pattern and noise, which end {@link #AFTER} steps after a moment. */
final class Days {
    static final Instant SERVING = Instant.parse("2026-03-15T14:00:00Z");
    static final int DAY = 288;
    static final int AFTER = 24;

    private Days() {}

    /**
     * @param days before the moment
     * @param level in the middle of the day
     * @param factor of what lies after the moment
     */
    static Series series(long seed, double days, double level, double factor) {
        Random random = new Random(seed);
        int before = (int) (days * DAY);
        double[] values = new double[before + AFTER];
        for (int i = 0; i < values.length; i++) {
            double daily = 1 + 0.5 * Math.sin(2 * Math.PI * (i - before) / DAY);
            values[i] = level * daily * Math.exp(0.1 * random.nextGaussian()) * (i < before ? 1 : factor);
        }
        return Series.of(start(before), Look.STEP, values);
    }

    /** Events that come independently. */
    static Series counts(long seed, double days, double rate, double rateAfter) {
        Random random = new Random(seed);
        int before = (int) (days * DAY);
        double[] values = new double[before + AFTER];
        for (int i = 0; i < values.length; i++) {
            for (double sum = -Math.log(1 - random.nextDouble());
                    sum < (i < before ? rate : rateAfter);
                    sum -= Math.log(1 - random.nextDouble())) {
                values[i]++;
            }
        }
        return Series.of(start(before), Look.STEP, values);
    }

    static Series with(Series series, int index, double value) {
        double[] values = series.slice(0, series.size());
        values[index] = value;
        return Series.of(series.start(), series.step(), values);
    }

    private static Instant start(int before) {
        return SERVING.minus(Duration.ofMinutes(5L * before));
    }
}
