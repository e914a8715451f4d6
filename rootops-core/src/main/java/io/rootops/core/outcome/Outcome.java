package io.rootops.core.outcome;

import java.time.Instant;

/**
 * One piece of evidence that a commit went wrong. A commit may have several; the first known and most trusted counts.
 *
 * @param sha the commit that went wrong, in full; it may be unknown here, as in a rewritten history
 * @param knownAt when the evidence landed
 * @param evidence sha of the fix or revert, in full; the incident's id for {@link OutcomeSource#INCIDENT}
 * @param lines deleted by the fix that the commit had written; 0 where no line was compared
 */
public record Outcome(
        String sha, OutcomeSource source, Strength strength, Instant knownAt, String evidence, int lines) {
    /** Whether it counts in training. */
    public boolean strong() {
        return strength == Strength.STRONG;
    }
}
