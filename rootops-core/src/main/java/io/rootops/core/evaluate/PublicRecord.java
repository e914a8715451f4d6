package io.rootops.core.evaluate;

/**
 * How the model that RootOps ships with did on a public project that it had never seen.
 *
 * @param auc mean over half-years
 * @param churnAuc of sorting by lines changed, in the same half-years
 */
public record PublicRecord(String project, double auc, double churnAuc) {}
