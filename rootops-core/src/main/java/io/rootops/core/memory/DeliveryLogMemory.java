package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.DELIVERY_LOG;
import static io.rootops.core.memory.schema.Tables.WEBHOOK_INBOX;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;

import io.rootops.core.memory.schema.tables.records.DeliveryLogRecord;
import io.rootops.core.webhook.DeliveryLogState;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;

/**
 * How far an App's log of deliveries was read. One process reads it at a time, by the database's clock: it is not due for
 * others while it is held, and due again by itself when its holder is killed. Shared by all replicas.
 */
public final class DeliveryLogMemory {
    /** How long a reading may go without a sign of life. */
    public static final Duration LEASE = Duration.ofMinutes(2);

    private final DSLContext db;
    private final String app;

    /** @param app whose log it is */
    public DeliveryLogMemory(DSLContext db, String app) {
        this.db = db;
        this.app = app;
    }

    /**
     * Takes it for {@link #LEASE}.
     *
     * @param early also where it is not due yet
     * @return empty when it is not to be read now
     */
    public Optional<DeliveryLogState> claim(boolean early) {
        db.insertInto(DELIVERY_LOG)
                .set(DELIVERY_LOG.APP, app)
                .onConflictDoNothing()
                .execute();
        return db.update(DELIVERY_LOG)
                .set(DELIVERY_LOG.DUE_AT, in(LEASE))
                .where(DELIVERY_LOG.APP.eq(app))
                .and(early ? noCondition() : DELIVERY_LOG.DUE_AT.le(currentOffsetDateTime()))
                .returning()
                .fetchOptional(DeliveryLogMemory::state);
    }

    /** Holds it for another {@link #LEASE}. */
    public void hold() {
        db.update(DELIVERY_LOG)
                .set(DELIVERY_LOG.DUE_AT, in(LEASE))
                .where(DELIVERY_LOG.APP.eq(app))
                .execute();
    }

    /** Those of these deliveries that the inbox has, or had. */
    public Set<String> known(Collection<String> guids) {
        return db.selectDistinct(WEBHOOK_INBOX.DELIVERY_GUID)
                .from(WEBHOOK_INBOX)
                .where(WEBHOOK_INBOX.DELIVERY_GUID.in(guids))
                .fetchSet(WEBHOOK_INBOX.DELIVERY_GUID);
    }

    /**
     * A reading came to its end.
     *
     * @param until the forge's time of the newest entry that it saw
     * @param fetched deliveries that were missing
     * @param pause until the next one
     */
    public void read(Instant until, int fetched, Duration pause) {
        db.update(DELIVERY_LOG)
                .set(DELIVERY_LOG.READ_UNTIL, until.atOffset(ZoneOffset.UTC))
                .set(DELIVERY_LOG.READ_AT, currentOffsetDateTime())
                .set(DELIVERY_LOG.DUE_AT, in(pause))
                .set(DELIVERY_LOG.FAILURES, 0)
                .setNull(DELIVERY_LOG.PROBLEM)
                .set(DELIVERY_LOG.FETCHED, DELIVERY_LOG.FETCHED.plus(fetched))
                .where(DELIVERY_LOG.APP.eq(app))
                .execute();
    }

    /**
     * A reading came to no end; what it fetched until then stays.
     *
     * @param problem for people
     */
    public void failed(String problem, int fetched, Duration pause) {
        db.update(DELIVERY_LOG)
                .set(DELIVERY_LOG.DUE_AT, in(pause))
                .set(DELIVERY_LOG.FAILURES, DELIVERY_LOG.FAILURES.plus(1))
                .set(DELIVERY_LOG.PROBLEM, problem)
                .set(DELIVERY_LOG.FETCHED, DELIVERY_LOG.FETCHED.plus(fetched))
                .where(DELIVERY_LOG.APP.eq(app))
                .execute();
    }

    /** Whoever reads it is stopped: due at once, for others; what was fetched until then stays. */
    public void handBack(int fetched) {
        db.update(DELIVERY_LOG)
                .set(DELIVERY_LOG.DUE_AT, currentOffsetDateTime())
                .set(DELIVERY_LOG.FETCHED, DELIVERY_LOG.FETCHED.plus(fetched))
                .where(DELIVERY_LOG.APP.eq(app))
                .execute();
    }

    /** Of the App whose log was read last; empty: none ever was. */
    static Optional<DeliveryLogState> latest(DSLContext db) {
        return db.selectFrom(DELIVERY_LOG)
                .orderBy(DELIVERY_LOG.DUE_AT.desc())
                .limit(1)
                .fetchOptional(DeliveryLogMemory::state);
    }

    private static DeliveryLogState state(DeliveryLogRecord it) {
        return new DeliveryLogState(
                Deliveries.instant(it.getReadUntil()),
                Deliveries.instant(it.getReadAt()),
                it.getFailures(),
                it.getProblem(),
                it.getFetched());
    }

    private static Field<OffsetDateTime> in(Duration time) {
        return field(
                "statement_timestamp() + {0} * interval '1 ms'",
                DELIVERY_LOG.DUE_AT.getDataType(), val(time.toMillis()));
    }
}
