package io.rootops.core.installation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An installation, and what RootOps did with it; times by the database's clock.
 *
 * @param removedAt since when GitHub does not list it any more; null: it does
 * @param listedAt begin of the last complete list of its repositories; null: there was none
 * @param polledAt end of the last attempt to list them
 * @param problem why that attempt came to nothing; null: it did not
 * @param heldUntil it is not to be asked before, for GitHub's limits
 * @param deliveredAt when its last webhook came
 * @param budget null: GitHub told of no limit
 */
public record KnownInstallation(
        AppInstallation installation,
        @Nullable Instant removedAt,
        @Nullable Instant listedAt,
        @Nullable Instant polledAt,
        @Nullable String problem,
        @Nullable Instant heldUntil,
        @Nullable Instant deliveredAt,
        @Nullable RateBudget budget) {

    /** GitHub gives tokens for it. */
    public boolean live() {
        return removedAt == null && installation.suspendedAt() == null;
    }

    /** Its repositories were listed at this time or after. */
    public boolean listedSince(Instant time) {
        return listedAt != null && !listedAt.isBefore(time);
    }
}
