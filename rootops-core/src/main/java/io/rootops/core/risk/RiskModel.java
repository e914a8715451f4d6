package io.rootops.core.risk;

/** Ranks commits; every stored score names the version of the model that gave it. */
public sealed interface RiskModel permits SizeModel, LearnedModel {
    /** What it rests on. */
    RiskScore.Model kind();

    /** 1 or more, ascending within a repository. */
    int version();

    /** The raw score: only its order means something. */
    double raw(Features features);

    /** The raw scores that a percentile is a rank among. */
    ReferenceDistribution reference();

    /** The same model under another version, its percentiles among other commits. */
    RiskModel placing(int version, ReferenceDistribution reference);
}
