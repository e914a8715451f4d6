package io.rootops.dashboard.view;

import io.rootops.core.installation.RateBudget;
import java.time.Instant;

/**
 * What GitHub allows GITHUB_TOKEN.
 *
 * @param rateLimit requests an hour
 */
public record BudgetItem(int rateLimit, int rateRemaining, Instant rateResetAt) {
    static BudgetItem of(RateBudget it) {
        return new BudgetItem(it.limit(), it.remaining(), it.resetAt());
    }

    /** What is left, for people. */
    public String rate() {
        return Shown.number(rateRemaining) + " of " + Shown.number(rateLimit);
    }
}
