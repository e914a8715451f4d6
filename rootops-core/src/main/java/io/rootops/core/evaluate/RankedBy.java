package io.rootops.core.evaluate;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What commits can be put in order by, riskiest first. */
public enum RankedBy {
    /** The blended model of RootOps. */
    LEARNED(HeldOut::logit),
    /** What RootOps ships with, before it learned anything here. */
    PRIOR(HeldOut::priorLogit),
    /** Lines added + deleted: what anybody can do without a model. */
    CHURN(HeldOut::churn),
    /** The formula of the first version, 0 to 10. */
    HEURISTIC_V1(HeldOut::heuristicV1);

    private final ToDoubleFunction<HeldOut> score;

    RankedBy(ToDoubleFunction<HeldOut> score) {
        this.score = score;
    }

    double score(HeldOut commit) {
        return score.applyAsDouble(commit);
    }

    /** The word in JSON: lower-case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
