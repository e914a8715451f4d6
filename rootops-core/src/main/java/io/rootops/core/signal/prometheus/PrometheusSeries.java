package io.rootops.core.signal.prometheus;

import java.util.Map;

/**
 * One series of an answer.
 *
 * @param labels without those that are empty
 * @param values one for each time that was asked for; NaN where there is none, or no number
 */
record PrometheusSeries(Map<String, String> labels, double[] values) {}
