package io.rootops.core.outcome;

import io.rootops.core.change.LineRange;
import java.time.Instant;
import java.util.List;

/**
 * One piece of evidence that a commit went wrong. A commit may have several; the first known and most trusted counts.
 *
 * @param sha the commit that went wrong, in full; it may be unknown here, as in a rewritten history
 * @param knownAt when the evidence landed
 * @param evidence sha of the fix or revert, in full; the incident's id for {@link OutcomeSource#INCIDENT}
 * @param lines of code deleted by the fix that the commit had written; 0 where no line was compared
 * @param ranges where these and lesser lines of the commit stood before the fix, or where none was deleted those that it
 *     inserted code beside; the first ones, in the order of the fix
 */
public record Outcome(
        String sha,
        OutcomeSource source,
        Strength strength,
        Instant knownAt,
        String evidence,
        int lines,
        List<LineRange> ranges) {
    public Outcome {
        ranges = List.copyOf(ranges);
    }

    /** One that no line tells of. */
    public Outcome(String sha, OutcomeSource source, Strength strength, Instant knownAt, String evidence) {
        this(sha, source, strength, knownAt, evidence, 0, List.of());
    }

    /** Whether it counts in training. */
    public boolean strong() {
        return strength == Strength.STRONG;
    }
}
