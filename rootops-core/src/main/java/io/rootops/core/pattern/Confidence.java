package io.rootops.core.pattern;

import java.util.ArrayList;
import java.util.List;

/** How sure one could be of each trait at a moment, by what was known then of all of them. */
final class Confidence {
    private static final double LEAST_WEIGHT = 1;
    private static final double PRECISE = 1e-9;

    private final PatternRule rule;
    private final int moment;
    private final double base;
    private final Beta prior;

    private Confidence(PatternRule rule, int moment, double base, Beta prior) {
        this.rule = rule;
        this.moment = moment;
        this.base = base;
        this.prior = prior;
    }

    static Confidence at(int moment, Tallies tallies, PatternRule rule) {
        double commits = tallies.all().commits(moment);
        double base = commits == 0 ? 0 : tallies.all().bad(moment) / commits;
        List<Double> counts = new ArrayList<>();
        List<Double> bad = new ArrayList<>();
        tallies.forEach((trait, tally) -> {
            if (tally.commits(moment) >= LEAST_WEIGHT) {
                counts.add(tally.commits(moment));
                bad.add(tally.bad(moment));
            }
        });
        return new Confidence(rule, moment, base, BetaPrior.of(counts, bad, Math.max(base, PRECISE), rule.priorBad()));
    }

    /** Probability that its true rate is above {@link PatternRule#RATIO} times that of all commits; 0 with no outcome. */
    double of(Tally tally) {
        return of(tally.commits(moment), tally.bad(moment));
    }

    private double of(double commits, double bad) {
        return base == 0 || bad == 0 ? 0 : posterior(commits, bad).above(PatternRule.RATIO * base);
    }

    private Beta posterior(double commits, double bad) {
        return prior.after(bad, Math.max(0, commits - bad));
    }

    boolean enough(Tally tally) {
        double commits = tally.commits(moment);
        double bad = tally.bad(moment);
        // Below its mean lies more than half of a distribution that leans to the left: most need no more than this.
        return bad > 0
                && posterior(commits, bad).mean() > PatternRule.RATIO * base
                && of(commits, bad) >= rule.threshold();
    }

    /** So many of its commits would have to have gone wrong, where so many have. */
    int needed(Tally tally, Count count) {
        double commits = tally.commits(moment);
        double bad = tally.bad(moment);
        double each = count.bad() == 0 || bad == 0 ? 1 : bad / count.bad();
        int low = count.bad();
        int high = Math.max(low, low + (int) Math.ceil((commits - bad) / each));
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (of(commits, bad + (middle - count.bad()) * each) >= rule.threshold()) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
