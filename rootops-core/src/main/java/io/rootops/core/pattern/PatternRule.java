package io.rootops.core.pattern;

import java.time.Duration;

/**
 * When something counts as a pattern.
 *
 * @param threshold least probability that the true rate is above {@link #RATIO} times that of all commits
 * @param halfLife after which an outcome counts half
 * @param priorBad so many bad commits the prior is worth at least
 */
public record PatternRule(double threshold, Duration halfLife, double priorBad) {
    /** So much worse than all commits is worth saying. */
    public static final double RATIO = 1.5;

    /** To be raised when the same history would give other patterns. */
    public static final int VERSION = 1;

    /** The one that this release uses. */
    public static PatternRule of(double threshold) {
        return new PatternRule(threshold, Duration.ofDays(5 * 365), 3);
    }
}
