package io.rootops.core.pattern;

import java.util.List;

/**
 * What the rates of the candidates of a history are like before anything is known of one of them: empirical Bayes, so
 * that one of many does not stand out by luck alone. Each is taken to be like all commits; how far candidates lie apart
 * says how much it takes to move one. Moments after Kleinman, "Proportions with Extraneous Variance", JASA 1973.
 */
final class BetaPrior {
    /** Few and alike candidates would make a prior that no evidence moves. */
    private static final double STRONGEST = 500;

    private BetaPrior() {}

    /**
     * Of counts, which may have decayed.
     *
     * @param commits of each candidate, above 0
     * @param bad of them, in the same order
     * @param base rate of all commits, above 0 and below 1
     * @param leastBad that the prior is worth
     */
    static Beta of(List<Double> commits, List<Double> bad, double base, double leastBad) {
        double total = 0;
        double squares = 0;
        double spread = 0;
        for (int i = 0; i < commits.size(); i++) {
            double off = bad.get(i) / commits.get(i) - base;
            total += commits.get(i);
            squares += commits.get(i) * commits.get(i);
            spread += commits.get(i) * off * off;
        }
        double chance = base * (1 - base);
        double between = total == 0 ? 0 : (spread - commits.size() * chance) / Math.max(1, total - squares / total);
        double strength = between <= 0 ? STRONGEST : Math.min(STRONGEST, chance / between - 1);
        strength = Math.max(strength, leastBad / base);
        return new Beta(base * strength, (1 - base) * strength);
    }
}
