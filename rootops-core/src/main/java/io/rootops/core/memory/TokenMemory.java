package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.API_TOKEN;

import io.rootops.core.access.ApiToken;
import io.rootops.core.access.Credential;
import io.rootops.core.access.NewToken;
import io.rootops.core.access.Scope;
import io.rootops.core.access.TokenOrder;
import io.rootops.core.memory.schema.tables.records.ApiTokenRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** The tokens of programs. Thread-safe. */
public final class TokenMemory {
    /** Often enough for people who ask which tokens are still in use. */
    private static final Duration USE_STEP = Duration.ofMinutes(1);

    private final DSLContext db;
    private final InstantSource clock;

    public TokenMemory(DSLContext db, InstantSource clock) {
        this.db = db;
        this.clock = clock;
    }

    public NewToken create(TokenOrder order) {
        Credential secret = Credential.random(ApiToken.PREFIX);
        Instant now = clock.instant();
        ApiTokenRecord row = db.insertInto(API_TOKEN)
                .set(API_TOKEN.NAME, order.name())
                .set(API_TOKEN.SECRET_HASH, secret.hash())
                .set(
                        API_TOKEN.SCOPES,
                        order.scopes().stream().sorted().map(Scope::word).toArray(String[]::new))
                .set(API_TOKEN.CREATED_AT, now.atOffset(ZoneOffset.UTC))
                .set(
                        API_TOKEN.EXPIRES_AT,
                        order.lifetime() == null
                                ? null
                                : now.plus(order.lifetime()).atOffset(ZoneOffset.UTC))
                .returning()
                .fetchSingle();
        return new NewToken(token(row), secret);
    }

    /** All that there ever were, newest first. */
    public List<ApiToken> all() {
        return db.selectFrom(API_TOKEN).orderBy(API_TOKEN.ID.desc()).fetch(TokenMemory::token);
    }

    /** The token that this is the secret of, where it still opens something; using it is noted. */
    public Optional<ApiToken> use(Credential secret) {
        Instant now = clock.instant();
        Optional<ApiToken> token = db.selectFrom(API_TOKEN)
                .where(API_TOKEN.SECRET_HASH.eq(secret.hash()))
                .fetchOptional(TokenMemory::token)
                .filter(it -> it.state(now) == ApiToken.State.ACTIVE);
        token.filter(it -> it.lastUsedAt() == null
                        || it.lastUsedAt().plus(USE_STEP).isBefore(now))
                .ifPresent(it -> db.update(API_TOKEN)
                        .set(API_TOKEN.LAST_USED_AT, now.atOffset(ZoneOffset.UTC))
                        .where(API_TOKEN.ID.eq(it.id()))
                        .execute());
        return token;
    }

    /**
     * From now on it opens nothing.
     *
     * @return the token; empty where there is none of this number
     */
    public Optional<ApiToken> revoke(int id) {
        db.update(API_TOKEN)
                .set(API_TOKEN.REVOKED_AT, clock.instant().atOffset(ZoneOffset.UTC))
                .where(API_TOKEN.ID.eq(id).and(API_TOKEN.REVOKED_AT.isNull()))
                .execute();
        return db.selectFrom(API_TOKEN).where(API_TOKEN.ID.eq(id)).fetchOptional(TokenMemory::token);
    }

    private static ApiToken token(ApiTokenRecord row) {
        return new ApiToken(
                row.getId(),
                row.getName(),
                Arrays.stream(row.getScopes())
                        .map(it -> Scope.named(it).orElseThrow())
                        .collect(Collectors.toUnmodifiableSet()),
                row.getCreatedAt().toInstant(),
                Times.instant(row.getExpiresAt()),
                Times.instant(row.getLastUsedAt()),
                Times.instant(row.getRevokedAt()));
    }
}
