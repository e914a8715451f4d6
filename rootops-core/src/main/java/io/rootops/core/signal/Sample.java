package io.rootops.core.signal;

import java.time.Instant;

/**
 * One measurement.
 *
 * @param value in the unit of its series; NaN and infinities count as not measured
 */
public record Sample(Instant at, double value) {}
