package io.rootops.core.pattern;

/**
 * A beta distribution, of what a rate may truly be.
 *
 * @param bad above 0, like {@code clean}
 */
record Beta(double bad, double clean) {
    private static final int MOST_TERMS = 300;
    private static final double PRECISE = 1e-12;
    private static final double TINY = 1e-300;

    /** After so many more of either; they need not be whole. */
    Beta after(double moreBad, double moreClean) {
        return new Beta(bad + moreBad, clean + moreClean);
    }

    double mean() {
        return bad / (bad + clean);
    }

    /** The probability that the rate is above this one. */
    double above(double rate) {
        return rate <= 0 ? 1 : rate >= 1 ? 0 : 1 - below(rate);
    }

    /** The regularised incomplete beta function by Lentz's continued fraction (DLMF 8.17.22). */
    private double below(double x) {
        double front = Math.exp(
                logGamma(bad + clean) - logGamma(bad) - logGamma(clean) + bad * Math.log(x) + clean * Math.log1p(-x));
        return x < (bad + 1) / (bad + clean + 2)
                ? front * fraction(bad, clean, x) / bad
                : 1 - front * fraction(clean, bad, 1 - x) / clean;
    }

    private static double fraction(double a, double b, double x) {
        double c = 1;
        double d = inverse(1 - (a + b) * x / (a + 1));
        double value = d;
        for (int m = 1; m <= MOST_TERMS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = inverse(1 + even * d);
            c = apart(1 + even / c);
            value *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = inverse(1 + odd * d);
            c = apart(1 + odd / c);
            value *= d * c;
            if (Math.abs(d * c - 1) < PRECISE) {
                break;
            }
        }
        return value;
    }

    private static double inverse(double value) {
        return 1 / apart(value);
    }

    private static double apart(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    /** Stirling's series (DLMF 5.11.1), shifted to where it is precise to 1e-12. */
    private static double logGamma(double value) {
        double shift = 0;
        double x = value;
        while (x < 10) {
            shift -= Math.log(x);
            x++;
        }
        double square = 1 / (x * x);
        double series = (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680))) / x;
        return shift + (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series;
    }
}
