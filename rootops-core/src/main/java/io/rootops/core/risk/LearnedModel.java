package io.rootops.core.risk;

import org.jspecify.annotations.Nullable;

/**
 * Scores by what other projects teach, blended with what this repository's own outcomes teach, the more the more of
 * them are known.
 *
 * @param own null until enough is known
 * @param knownBad bad commits that {@code own} was trained on; 0 where there is none
 * @param shift from the logit that ranks to that of the shown probability; constant, so it changes no order
 * @param facts what is usual here
 * @param reference raw scores of this repository's commits
 */
public record LearnedModel(
        int version,
        Prior prior,
        @Nullable LogisticModel own,
        int knownBad,
        double shift,
        FeatureReference facts,
        ReferenceDistribution reference)
        implements RiskModel {
    /** So many known bad commits make the own model weigh as much as the prior; 700 to 1,500 are as good. */
    static final double BLEND = 1_000;

    public LearnedModel {
        knownBad = own == null ? 0 : knownBad;
    }

    @Override
    public RiskScore.Model kind() {
        return RiskScore.Model.LEARNED;
    }

    /** What the own model weighs, 0 to below 1; 1 where there is no prior. */
    public double ownWeight() {
        return own == null ? 0 : prior.isNone() ? 1 : knownBad / (knownBad + BLEND);
    }

    public double priorLogit(Features commit) {
        return Logit.clipped(prior.model().logit(commit));
    }

    /** That of the prior where there is no own model. */
    public double ownLogit(Features commit) {
        return own == null ? priorLogit(commit) : Logit.clipped(own.logit(commit));
    }

    /** The blended logit, before the shift. */
    @Override
    public double raw(Features commit) {
        double weight = ownWeight();
        return (1 - weight) * priorLogit(commit) + weight * ownLogit(commit);
    }

    @Override
    public LearnedModel placing(int other, ReferenceDistribution among) {
        return new LearnedModel(other, prior, own, knownBad, shift, facts, among);
    }

    /** The same, counting reasons from what was usual among other commits. */
    public LearnedModel knowing(FeatureReference usual) {
        return new LearnedModel(version, prior, own, knownBad, shift, usual, reference);
    }

    /** That the commit will have to be fixed or reverted, 0 to 1. */
    public double probability(Features commit) {
        return Logit.probability(raw(commit) + shift);
    }

    /** The percentile, 0 to 100, that a commit of this probability has here. */
    public double place(double probability) {
        return reference.percentile(Logit.of(probability) - shift);
    }

    /** What makes up the logit of {@link #probability}. */
    public Reasons explain(Features commit) {
        return Reasons.of(this, commit);
    }

    /** The score in full, its percentile against {@link #reference}. */
    public RiskScore score(Features commit) {
        double raw = raw(commit);
        Reasons reasons = explain(commit);
        return new RiskScore(
                kind(),
                version,
                reference.percentile(raw),
                false,
                Logit.probability(raw + shift),
                reasons.reasons(),
                reasons.basePoints());
    }
}
