package io.rootops.core.evaluate.signal;

import java.util.SortedMap;

/**
 * How often a rule speaks; shares of 1.
 *
 * @param falseAlarms where nothing was changed
 * @param power by how many times the values after were multiplied
 */
public record Rates(double falseAlarms, SortedMap<Double, Double> power) {}
