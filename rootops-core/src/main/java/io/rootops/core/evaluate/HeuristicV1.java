package io.rootops.core.evaluate;

import io.rootops.core.risk.Feature;
import io.rootops.core.risk.Features;

/** The first version's formula, 0 to 10: kept as a baseline only, as sorting by lines changed ranks better. */
public final class HeuristicV1 {
    private static final double MOST = 10;

    private HeuristicV1() {}

    /** An unknown value (NaN) counts as 0. */
    public static double of(Features commit) {
        double files = known(commit, Feature.NF);
        double tests = files > 0 ? known(commit, Feature.TESTF) / files : 0;
        double churn = known(commit, Feature.LA) + known(commit, Feature.LD);
        double hour = known(commit, Feature.HOUR);
        boolean odd = known(commit, Feature.WDAY) >= 5 || hour >= 22 || hour < 6;
        double sum = Math.min(3, files / 10) + Math.min(3, churn / 200) + 2 * (1 - tests) + (odd ? 2 : 0);
        return Math.min(MOST, sum);
    }

    private static double known(Features commit, Feature feature) {
        float value = commit.get(feature);
        return Float.isFinite(value) ? value : 0;
    }
}
