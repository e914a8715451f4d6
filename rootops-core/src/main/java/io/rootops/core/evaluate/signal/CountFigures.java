package io.rootops.core.evaluate.signal;

import java.util.SortedMap;

/**
 * How good the test of counts is; shares of 1.
 *
 * @param falseAlarms by events per five minutes, where none were added
 * @param power by the factor, then by events per five minutes
 */
public record CountFigures(SortedMap<Double, Double> falseAlarms, SortedMap<Double, SortedMap<Double, Double>> power) {}
