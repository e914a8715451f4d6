package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.LOGIN_LINK;
import static io.rootops.core.memory.schema.Tables.SESSION;

import io.rootops.core.access.Credential;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** Links that sign in once, and the sessions that they begin. Thread-safe. */
public final class LoginMemory {
    /** Of a session, whatever is done meanwhile. */
    public static final Duration SESSION_LIFETIME = Duration.ofDays(30);
    /** After so long without a request a session ends. */
    public static final Duration SESSION_REST = Duration.ofDays(7);

    private static final Duration SEEN_STEP = Duration.ofMinutes(5);

    private final DSLContext db;
    private final InstantSource clock;

    public LoginMemory(DSLContext db, InstantSource clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Who made a link. */
    public enum Origin {
        /** The server as it started: all of them end when one of any kind is used. */
        START(Duration.ofDays(1)),
        /** Somebody who asked for it. */
        COMMAND(Duration.ofHours(1));

        private final Duration lifetime;

        Origin(Duration lifetime) {
            this.lifetime = lifetime;
        }

        public Duration lifetime() {
            return lifetime;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A link that opens a session once, within the origin's lifetime. */
    public Credential newLink(Origin origin) {
        Credential secret = Credential.random("");
        Instant now = clock.instant();
        db.deleteFrom(LOGIN_LINK)
                .where(LOGIN_LINK.USED_AT.isNull().and(LOGIN_LINK.EXPIRES_AT.le(utc(now))))
                .execute();
        db.insertInto(LOGIN_LINK)
                .set(LOGIN_LINK.SECRET_HASH, secret.hash())
                .set(LOGIN_LINK.ORIGIN, origin.word())
                .set(LOGIN_LINK.CREATED_AT, utc(now))
                .set(LOGIN_LINK.EXPIRES_AT, utc(now.plus(origin.lifetime())))
                .execute();
        return secret;
    }

    /** Whether somebody ever got in by a link. */
    public boolean everUsed() {
        return db.fetchExists(LOGIN_LINK, LOGIN_LINK.USED_AT.isNotNull());
    }

    /** Whether a link would open a session now; leaves it as it is. */
    public boolean opens(Credential link) {
        return db.fetchExists(LOGIN_LINK, usable(link, clock.instant()));
    }

    /**
     * Uses a link up.
     *
     * @return the secret of the session that begins; empty where the link is unknown, used or expired
     */
    public Optional<Credential> signIn(Credential link) {
        Instant now = clock.instant();
        return db.transactionResult(tx -> {
            // One statement decides who was first.
            int used = tx.dsl()
                    .update(LOGIN_LINK)
                    .set(LOGIN_LINK.USED_AT, utc(now))
                    .where(usable(link, now))
                    .execute();
            if (used == 0) {
                return Optional.empty();
            }
            tx.dsl()
                    .deleteFrom(LOGIN_LINK)
                    .where(LOGIN_LINK.USED_AT.isNull().and(LOGIN_LINK.ORIGIN.eq(Origin.START.word())))
                    .execute();
            tx.dsl().deleteFrom(SESSION).where(SESSION.EXPIRES_AT.le(utc(now))).execute();
            Credential secret = Credential.random("");
            tx.dsl()
                    .insertInto(SESSION)
                    .set(SESSION.SECRET_HASH, secret.hash())
                    .set(SESSION.CREATED_AT, utc(now))
                    .set(SESSION.LAST_SEEN_AT, utc(now))
                    .set(SESSION.EXPIRES_AT, utc(now.plus(SESSION_LIFETIME)))
                    .execute();
            return Optional.of(secret);
        });
    }

    /** Whether this is the secret of a session that goes on; it is noted that it was seen. */
    public boolean continues(Credential session) {
        Instant now = clock.instant();
        Optional<Instant> seen = db.select(SESSION.LAST_SEEN_AT)
                .from(SESSION)
                .where(SESSION.SECRET_HASH
                        .eq(session.hash())
                        .and(SESSION.EXPIRES_AT.gt(utc(now)))
                        .and(SESSION.LAST_SEEN_AT.gt(utc(now.minus(SESSION_REST)))))
                .fetchOptional(row -> row.value1().toInstant());
        seen.filter(it -> it.plus(SEEN_STEP).isBefore(now))
                .ifPresent(it -> db.update(SESSION)
                        .set(SESSION.LAST_SEEN_AT, utc(now))
                        .where(SESSION.SECRET_HASH.eq(session.hash()))
                        .execute());
        return seen.isPresent();
    }

    public void signOut(Credential session) {
        db.deleteFrom(SESSION).where(SESSION.SECRET_HASH.eq(session.hash())).execute();
    }

    /**
     * Ends every session but one.
     *
     * @return how many ended
     */
    public int signOutOthers(Credential session) {
        return db.deleteFrom(SESSION)
                .where(SESSION.SECRET_HASH.ne(session.hash()))
                .execute();
    }

    private static Condition usable(Credential link, Instant now) {
        return LOGIN_LINK
                .SECRET_HASH
                .eq(link.hash())
                .and(LOGIN_LINK.USED_AT.isNull())
                .and(LOGIN_LINK.EXPIRES_AT.gt(utc(now)));
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
