package io.rootops.core.risk;

import java.util.List;

/**
 * The risk of a range of commits, such as a pull request or a deployment: the probability that at least one of them will
 * need a fix. Commits that come together share their fate to a degree: the riskiest counts whole, each further one by
 * a share.
 *
 * @param share 0: the range is as risky as its riskiest commit; 1: the commits do not depend on one another
 */
public record RangeRisk(double share) {
    /** Where a history tells too little. */
    public static final RangeRisk INDEPENDENT = new RangeRisk(1);

    static final int LEAST_OF_EACH_KIND = 30;
    private static final double LARGEST_SHARE = 2;
    private static final double LEAST = 1e-12;

    /** @throws IllegalArgumentException for a share that is not from 0 to 2 */
    public RangeRisk {
        if (!(share >= 0 && share <= LARGEST_SHARE)) {
            throw new IllegalArgumentException("share " + share + "; expected 0 to " + LARGEST_SHARE);
        }
    }

    /**
     * A range of the past.
     *
     * @param probabilities of its commits, as they would have been shown
     * @param bad whether at least one of them had to be fixed
     */
    public record Past(double[] probabilities, boolean bad) {}

    /** The share that makes what became of these ranges likeliest; with fewer than 30 of either kind, 1. */
    public static RangeRisk calibrated(List<Past> ranges) {
        long bad = ranges.stream().filter(Past::bad).count();
        if (bad < LEAST_OF_EACH_KIND || ranges.size() - bad < LEAST_OF_EACH_KIND) {
            return INDEPENDENT;
        }
        // The likelihood has one hill.
        double low = 0;
        double high = LARGEST_SHARE;
        for (int i = 0; i < 60; i++) {
            double left = low + (high - low) / 3;
            double right = high - (high - low) / 3;
            if (likelihood(ranges, left) < likelihood(ranges, right)) {
                low = left;
            } else {
                high = right;
            }
        }
        return new RangeRisk((low + high) / 2);
    }

    /**
     * The probability that at least one of the commits goes wrong; of a single commit its own.
     *
     * @param probabilities of the commits that have one; 0 where none has
     */
    public double probability(double[] probabilities) {
        return -StrictMath.expm1(-hazard(probabilities, share));
    }

    private static double likelihood(List<Past> ranges, double share) {
        double sum = 0;
        for (Past range : ranges) {
            double hazard = Math.max(LEAST, hazard(range.probabilities(), share));
            sum += range.bad() ? StrictMath.log(-StrictMath.expm1(-hazard)) : -hazard;
        }
        return sum;
    }

    private static double hazard(double[] probabilities, double share) {
        double sum = 0;
        double largest = 0;
        for (double probability : probabilities) {
            double hazard = -StrictMath.log1p(-Math.min(1 - LEAST, Math.max(0, probability)));
            sum += hazard;
            largest = Math.max(largest, hazard);
        }
        return largest + share * (sum - largest);
    }
}
