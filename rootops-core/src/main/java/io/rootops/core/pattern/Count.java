package io.rootops.core.pattern;

import io.rootops.core.evaluate.Interval;
import org.jspecify.annotations.Nullable;

/**
 * Commits whose outcome is known.
 *
 * @param bad of them went wrong, 0 to {@code commits}
 */
public record Count(int commits, int bad) {
    public static final Count NONE = new Count(0, 0);

    /** 0 to 1; 0 where there are none. */
    public double rate() {
        return commits == 0 ? 0 : (double) bad / commits;
    }

    /** Where the rate may truly lie; null where there are none. */
    public @Nullable Interval interval() {
        return commits == 0 ? null : Interval.ofShare(bad, commits);
    }
}
