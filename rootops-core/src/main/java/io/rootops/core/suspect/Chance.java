package io.rootops.core.suspect;

import java.util.List;

/**
 * Makes a probability out of one that is sure of itself too early or too late (Platt scaling on its logit): the logistic
 * function of {@code intercept + slope x logit}.
 */
public record Chance(double intercept, double slope) {
    /** As it is. */
    public static final Chance UNCHANGED = new Chance(0, 1);

    private static final double LEAST = 1e-9;
    private static final double RIDGE = 1e-3;
    private static final int STEPS = 50;
    private static final double SHORTEST_STEP = 1e-9;

    /** What was said, and whether it came true. */
    public record Outcome(double said, boolean happened) {}

    /** @param said 0 to 1 */
    public double of(double said) {
        return logistic(intercept + slope * logit(said));
    }

    /**
     * The one under which the outcomes are likeliest, held to {@link #UNCHANGED} by a little; that itself where only one of
     * both happened. By Newton's steps, each halved until the outcomes are not less likely than before: a whole one may
     * lead away from the best for ever.
     */
    public static Chance fitted(List<Outcome> outcomes) {
        long happened = outcomes.stream().filter(Outcome::happened).count();
        if (happened == 0 || happened == outcomes.size()) {
            return UNCHANGED;
        }
        Chance best = UNCHANGED;
        double likelihood = best.likelihood(outcomes);
        for (int step = 0; step < STEPS; step++) {
            Chance whole = best.step(outcomes);
            Chance next = whole;
            double share = 1;
            while (share > SHORTEST_STEP && !(next.likelihood(outcomes) >= likelihood)) {
                share /= 2;
                next = new Chance(
                        best.intercept + share * (whole.intercept - best.intercept),
                        best.slope + share * (whole.slope - best.slope));
            }
            if (share <= SHORTEST_STEP) {
                return best;
            }
            best = next;
            likelihood = next.likelihood(outcomes);
        }
        return best;
    }

    private Chance step(List<Outcome> outcomes) {
        double ofIntercept = -RIDGE * intercept;
        double ofSlope = -RIDGE * (slope - 1);
        double both = 0;
        double interceptTwice = RIDGE;
        double slopeTwice = RIDGE;
        for (Outcome outcome : outcomes) {
            double x = logit(outcome.said());
            double p = logistic(intercept + slope * x);
            double residual = (outcome.happened() ? 1 : 0) - p;
            double weight = p * (1 - p);
            ofIntercept += residual;
            ofSlope += residual * x;
            interceptTwice += weight;
            both += weight * x;
            slopeTwice += weight * x * x;
        }
        double determinant = interceptTwice * slopeTwice - both * both;
        return new Chance(
                intercept + (ofIntercept * slopeTwice - ofSlope * both) / determinant,
                slope + (ofSlope * interceptTwice - ofIntercept * both) / determinant);
    }

    /** Logarithm of how likely the outcomes are, less what it costs to be away from {@link #UNCHANGED}. */
    private double likelihood(List<Outcome> outcomes) {
        double sum = -RIDGE / 2 * (intercept * intercept + (slope - 1) * (slope - 1));
        for (Outcome outcome : outcomes) {
            double x = intercept + slope * logit(outcome.said());
            double against = outcome.happened() ? -x : x;
            // ln(1 + e^against), without an overflow
            sum -= Math.max(0, against) + Math.log1p(Math.exp(-Math.abs(against)));
        }
        return sum;
    }

    private static double logit(double probability) {
        double inside = Math.min(1 - LEAST, Math.max(LEAST, probability));
        return Math.log(inside / (1 - inside));
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
