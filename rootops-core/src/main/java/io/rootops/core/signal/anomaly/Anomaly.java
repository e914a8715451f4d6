package io.rootops.core.signal.anomaly;

import java.time.Instant;

/**
 * A value unlike those before it.
 *
 * @param value in the unit of its series
 * @param usual median of the last day, in the same unit
 * @param grade how far beyond the detector's threshold, above 0, at most 1
 */
public record Anomaly(Instant at, double value, double usual, double grade) {}
