package io.rootops.dashboard.view;

import io.rootops.core.access.ApiToken;
import io.rootops.core.access.NewToken;
import io.rootops.core.access.Scope;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tokens.
 *
 * @param active those that open something, newest first
 * @param ended those that do not any more
 * @param made the name of the one that was made just now; null: none
 * @param secret of it, shown this once
 */
public record AccessView(
        List<Item> active,
        List<Item> ended,
        @Nullable String made,
        @Nullable String secret) {

    /**
     * A token of the list.
     *
     * @param ended why it opens nothing any more; null: it does
     */
    public record Item(
            int id,
            String name,
            String scopes,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable String ended) {
        static Item of(ApiToken token, Instant now) {
            return new Item(
                    token.id(),
                    token.name(),
                    token.scopes().stream().sorted().map(Scope::word).collect(Collectors.joining(", ")),
                    token.createdAt(),
                    token.expiresAt(),
                    token.lastUsedAt(),
                    switch (token.state(now)) {
                        case ACTIVE -> null;
                        case EXPIRED -> "expired";
                        case REVOKED -> "revoked";
                    });
        }
    }

    public static AccessView of(List<ApiToken> tokens, @Nullable NewToken made, Instant now) {
        List<Item> items = tokens.stream().map(it -> Item.of(it, now)).toList();
        return new AccessView(
                items.stream().filter(it -> it.ended() == null).toList(),
                items.stream().filter(it -> it.ended() != null).toList(),
                made == null ? null : made.token().name(),
                made == null ? null : made.secret().text());
    }

    /** What there is to choose from. */
    public List<Scope> scopes() {
        return Arrays.asList(Scope.values());
    }
}
