package io.rootops.dashboard.view;

import io.rootops.core.installation.KnownInstallation;
import io.rootops.core.installation.RateBudget;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An installation of the GitHub App.
 *
 * @param id GitHub's number
 * @param accountType user or organization
 * @param selection all or selected
 * @param lastPollAt end of the last attempt to list its repositories
 * @param problem why that came to nothing
 * @param rateLimit requests an hour; null: GitHub told of none
 */
public record InstallationItem(
        long id,
        String account,
        String accountType,
        String selection,
        State state,
        @Nullable Instant lastDeliveryAt,
        @Nullable Instant lastPollAt,
        @Nullable String problem,
        @Nullable Integer rateLimit,
        @Nullable Integer rateRemaining,
        @Nullable Instant rateResetAt) {

    /** How it stands. */
    public enum State {
        ACTIVE,
        SUSPENDED,
        REMOVED
    }

    static InstallationItem of(KnownInstallation it) {
        RateBudget budget = it.budget();
        return new InstallationItem(
                it.installation().id(),
                it.installation().account(),
                it.installation().accountType().toLowerCase(Locale.ROOT),
                it.installation().repositorySelection(),
                state(it),
                it.deliveredAt(),
                it.polledAt(),
                it.live() ? it.problem() : null,
                budget == null ? null : budget.limit(),
                budget == null ? null : budget.remaining(),
                budget == null ? null : budget.resetAt());
    }

    private static State state(KnownInstallation it) {
        if (it.removedAt() != null) {
            return State.REMOVED;
        }
        return it.live() ? State.ACTIVE : State.SUSPENDED;
    }

    /** Name of the icon. */
    public String mark() {
        return problem != null ? "fail" : state == State.ACTIVE ? "ok" : "none";
    }

    /** What GitHub allows still, for people. */
    public String rate() {
        return rateLimit == null || rateRemaining == null
                ? "–"
                : Shown.number(rateRemaining) + " of " + Shown.number(rateLimit);
    }
}
