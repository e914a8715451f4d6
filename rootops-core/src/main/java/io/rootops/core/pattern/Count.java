package io.rootops.core.pattern;

import io.rootops.core.evaluate.Interval;
import org.jspecify.annotations.Nullable;

/**
 * Commits, or deployments, whose outcome is known.
 *
 * @param bad of them went wrong, 0 to {@code known}
 */
public record Count(int known, int bad) {
    public static final Count NONE = new Count(0, 0);

    /** 0 to 1; 0 where there are none. */
    public double rate() {
        return known == 0 ? 0 : (double) bad / known;
    }

    /** Where the rate may truly lie; null where there are none. */
    public @Nullable Interval interval() {
        return known == 0 ? null : Interval.ofShare(bad, known);
    }
}
