package io.rootops.core.suspect.learn;

/**
 * Some of the candidates of one incident, to learn from.
 *
 * @param rows values of the features to learn, one row a candidate
 * @param causes which of them caused it; at least one
 * @param offsets added to the score of each: the logarithm of how many it stands for
 */
public record LabelledRanking(double[][] rows, boolean[] causes, double[] offsets) {}
