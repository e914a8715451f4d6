package io.rootops.core.risk;

import java.util.Arrays;
import java.util.List;

/**
 * The shift from the logit that ranks to that of the shown probability. Outcomes come late, so the newest commits look
 * cleaner than they are: the shift is found on what is known, each commit weighed by the chance that its outcome would
 * be known at its age. Only the prior's share of it is taken, as the own model already stands at this repository's rate.
 */
public final class Calibration {
    static final int LEAST_BAD = 50;
    static final int LEAST_ROWS = 200;
    private static final double MOST = 1.5;
    private static final double LEAST_KNOWN = 0.3;
    private static final double LEAST_CLEAN_WEIGHT = 0.05;

    private Calibration() {}

    /**
     * A commit as known when the shift is found.
     *
     * @param logit the model's, before any shift
     * @param ageDays since the commit
     * @param delayDays from the commit until it was known to be bad; of no meaning for clean ones
     */
    public record Row(double logit, double ageDays, boolean bad, double delayDays) {}

    /**
     * The shift, within 1.5 either way; 0 with fewer than 50 bad rows or 200 rows.
     *
     * @param rows all known bad commits, and the others once they are old enough to count as clean
     * @param priorWeight what the prior weighs in the blend, 0 to 1
     */
    public static double shift(List<Row> rows, double priorWeight) {
        double[] delays = rows.stream()
                .filter(Row::bad)
                .mapToDouble(Row::delayDays)
                .sorted()
                .toArray();
        if (delays.length < LEAST_BAD || rows.size() < LEAST_ROWS) {
            return 0;
        }
        return priorWeight * intercept(rows, delays);
    }

    /** Where the weighted residuals cancel; they fall as the shift grows, so halving finds it. */
    private static double intercept(List<Row> rows, double[] delays) {
        double[] weights = rows.stream().mapToDouble(it -> weight(it, delays)).toArray();
        double low = -MOST;
        double high = MOST;
        for (int i = 0; i < 40; i++) {
            double middle = (low + high) / 2;
            double residual = 0;
            for (int row = 0; row < weights.length; row++) {
                double probability = Logit.probability(rows.get(row).logit() + middle);
                residual += weights[row] * ((rows.get(row).bad() ? 1 : 0) - probability);
            }
            if (residual > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private static double weight(Row row, double[] delays) {
        double known = Math.max(LEAST_KNOWN, shareUpTo(delays, row.ageDays()));
        if (row.bad()) {
            return 1 / known;
        }
        double odds = StrictMath.exp(row.logit());
        return Math.max(LEAST_CLEAN_WEIGHT, Math.min(1, 1 - (1 / known - 1) * odds));
    }

    private static double shareUpTo(double[] delays, double age) {
        int at = Arrays.binarySearch(delays, age);
        int upTo = at >= 0 ? at + 1 : -at - 1;
        while (upTo < delays.length && delays[upTo] == age) {
            upTo++;
        }
        return (double) upTo / delays.length;
    }
}
