package io.rootops.core.evaluate;

import java.util.Map;
import java.util.Set;

/**
 * How often SZZ names the commit that a fix repaired, beside pairs that the developers named.
 *
 * @param fixes that were asked about
 * @param pairs of a fix and a commit that it repaired, as the developers say: what there was to find
 * @param named pairs that SZZ says
 * @param found pairs that both say
 */
public record SzzEvaluation(int fixes, int pairs, int named, int found) {

    /**
     * @param truth by fix, the commits that it repaired
     * @param answers by fix, the commits that SZZ names; what is missing here was not answered
     */
    public static SzzEvaluation of(Map<String, Set<String>> truth, Map<String, Set<String>> answers) {
        int pairs = 0;
        int named = 0;
        int found = 0;
        for (Map.Entry<String, Set<String>> fix : truth.entrySet()) {
            Set<String> answer = answers.getOrDefault(fix.getKey(), Set.of());
            pairs += fix.getValue().size();
            named += answer.size();
            found += (int) answer.stream().filter(fix.getValue()::contains).count();
        }
        return new SzzEvaluation(truth.size(), pairs, named, found);
    }

    /** Share of the named pairs that are true, 0 to 1; 0 where none is named. */
    public double precision() {
        return named == 0 ? 0 : (double) found / named;
    }

    /** Share of the true pairs that are named, 0 to 1. */
    public double recall() {
        return pairs == 0 ? 0 : (double) found / pairs;
    }

    /** Harmonic mean of the two. */
    public double f1() {
        return named + pairs == 0 ? 0 : 2.0 * found / (named + pairs);
    }
}
