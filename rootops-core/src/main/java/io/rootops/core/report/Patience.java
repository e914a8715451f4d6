package io.rootops.core.report;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait after a failure, so that many that failed together do not come back together. */
public final class Patience {
    /** After so many refusals, or failures of our own, a report is set aside; an outage of the forge is outlasted. */
    public static final int MOST_ATTEMPTS = 10;

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofHours(1);

    private Patience() {}

    /**
     * Twice as long after each failure: 10 s after the first, an hour at most, and up to a tenth more by chance.
     *
     * @param failures 1 or more
     */
    public static Duration after(int failures, RandomGenerator random) {
        Duration wait = failures > 12 ? LONGEST : FIRST.multipliedBy(1L << failures);
        Duration least = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
        return least.plusMillis(random.nextLong(least.toMillis() / 10));
    }
}
