package io.rootops.core.signal.verdict;

/** Cliff, "Dominance statistics", Psychological Bulletin 114 (1993): an effect size that needs no distribution. */
final class CliffsDelta {
    private CliffsDelta() {}

    /** P(after > before) - P(after < before), -1 to 1, over what is measured; NaN where one of the two has nothing. */
    static double of(double[] before, double[] after) {
        long pairs = 0;
        long sum = 0;
        for (double a : after) {
            for (double b : before) {
                if (!Double.isNaN(a) && !Double.isNaN(b)) {
                    pairs++;
                    sum += (long) Math.signum(a - b);
                }
            }
        }
        return pairs == 0 ? Double.NaN : (double) sum / pairs;
    }
}
