package io.rootops.core.installation;

import java.time.Instant;

/**
 * What GitHub allows an installation.
 *
 * @param limit requests an hour
 * @param remaining of them until the reset
 * @param resetAt by GitHub's clock
 */
public record RateBudget(int limit, int remaining, Instant resetAt) {
    /** What happened before RootOps looked leaves half to what happens now: there may be much of it, and it can wait. */
    public boolean scarce() {
        return remaining * 2L <= limit;
    }

    /** Polling leaves a fifth to what people wait for, such as check runs. */
    public boolean spent() {
        return remaining * 5L <= limit;
    }
}
