package io.rootops.core.evaluate;

import io.rootops.core.risk.Feature;
import io.rootops.core.risk.Features;

/** The first version's formula, 0 to 10: kept as a baseline only, as sorting by lines changed ranks better. */
public final class HeuristicV1 {
    private static final double MOST = 10;

    private HeuristicV1() {}

    /** An unknown value (NaN) counts as 0. */
    public static double of(Features commit) {
        double files = commit.known(Feature.NF);
        double tests = files > 0 ? commit.known(Feature.TESTF) / files : 0;
        double churn = (double) commit.known(Feature.LA) + commit.known(Feature.LD);
        double hour = commit.known(Feature.HOUR);
        boolean odd = commit.known(Feature.WDAY) >= 5 || hour >= 22 || hour < 6;
        double sum = Math.min(3, files / 10) + Math.min(3, churn / 200) + 2 * (1 - tests) + (odd ? 2 : 0);
        return Math.min(MOST, sum);
    }
}
