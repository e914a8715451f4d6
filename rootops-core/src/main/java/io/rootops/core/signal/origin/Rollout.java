package io.rootops.core.signal.origin;

import java.time.Duration;
import java.time.Instant;

/**
 * When a repository was deployed.
 *
 * @param begun when it was first under way; {@code live} where that is not known
 * @param live when it had succeeded; not before {@code begun}
 */
public record Rollout(Instant begun, Instant live) {
    /** What takes longer says nothing of what began within it. */
    private static final Duration LONGEST = Duration.ofHours(1);

    public Rollout {
        if (live.isBefore(begun)) {
            throw new IllegalArgumentException("live at " + live + ", before it began at " + begun);
        }
        begun = begun.isBefore(live.minus(LONGEST)) ? live.minus(LONGEST) : begun;
    }
}
