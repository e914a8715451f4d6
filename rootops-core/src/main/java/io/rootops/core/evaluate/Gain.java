package io.rootops.core.evaluate;

/**
 * A point of the curve of what is found by looking at the riskiest commits first.
 *
 * @param share of the commits looked at, 0 to 1
 * @param learned share of the bad ones among them, in the order of RootOps
 * @param churn the same in the order of lines changed
 * @param heuristicV1 the same in the order of the first version's formula
 */
public record Gain(double share, double learned, double churn, double heuristicV1) {}
