package io.rootops.core.webhook;

import java.time.Duration;

/** When work that failed is tried again. */
public final class Retries {
    /** Work that was begun so often is set aside when it fails once more. */
    public static final int MOST_ATTEMPTS = 10;

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final double JITTER = 0.2;

    private Retries() {}

    /**
     * 5 s after the first attempt, then twice as long each time, up to an hour.
     *
     * @param attempts so far, from 1
     * @param random from 0 to below 1; up to a fifth is added, so that what failed together does not come back together
     */
    public static Duration pause(int attempts, double random) {
        // From the tenth doubling on it is more than an hour anyway.
        long doubled = FIRST.toMillis() << Math.max(0, Math.min(attempts - 1, 10));
        long pause = Math.min(doubled, LONGEST.toMillis());
        return Duration.ofMillis(Math.min(pause + Math.round(pause * JITTER * random), LONGEST.toMillis()));
    }
}
