package io.rootops.core.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What lets a program in; its secret was shown once and is not known any more.
 *
 * @param name by which people know it; anybody's text
 * @param expiresAt null: never
 * @param lastUsedAt to the minute; null: never
 * @param revokedAt null: it is not
 */
public record ApiToken(
        int id,
        String name,
        Set<Scope> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {
    public static final String PREFIX = "rootops_";

    /** Whether it still opens something. */
    public enum State {
        ACTIVE,
        EXPIRED,
        REVOKED
    }

    public State state(Instant now) {
        if (revokedAt != null) {
            return State.REVOKED;
        }
        return expiresAt != null && !expiresAt.isAfter(now) ? State.EXPIRED : State.ACTIVE;
    }
}
