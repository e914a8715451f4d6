package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.WEBHOOK_INBOX;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.rootops.core.webhook.DeliveryLogState;
import io.rootops.core.webhook.DeliveryRecord;
import io.rootops.core.webhook.DeliveryState;
import io.rootops.core.webhook.InboxFigures;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** The inbox as people look at it, and what they may have done to it. */
public final class DeliveryMemory {
    /** GitHub delivers again for three days; a body that has done its work is looked at no longer than this. */
    public static final Duration BODIES_KEPT = Duration.ofDays(7);
    /** Of those set aside, until somebody has mended what was wrong. */
    public static final Duration DEAD_BODIES_KEPT = Duration.ofDays(30);
    /** Rows without their body; they only keep a delivery from being done twice. */
    public static final Duration ROWS_KEPT = Duration.ofDays(90);

    private static final Condition OPEN =
            WEBHOOK_INBOX.STATE.in(DeliveryState.RECEIVED.word(), DeliveryState.WAITING.word());
    private static final Condition DEAD = WEBHOOK_INBOX.STATE.eq(DeliveryState.DEAD.word());
    private static final Field<Boolean> REPLAYABLE =
            field(WEBHOOK_INBOX.BODY.isNotNull()).as("replayable");

    private final DSLContext db;

    public DeliveryMemory(DSLContext db) {
        this.db = db;
    }

    /**
     * The newest first.
     *
     * @param state only those; null: all
     */
    public List<DeliveryRecord> newest(@Nullable DeliveryState state, int most) {
        return db.select(Arrays.stream(WEBHOOK_INBOX.fields())
                        .filter(it -> !it.equals(WEBHOOK_INBOX.BODY))
                        .toList())
                .select(REPLAYABLE)
                .from(WEBHOOK_INBOX)
                .where(state == null ? noCondition() : WEBHOOK_INBOX.STATE.eq(state.word()))
                .orderBy(WEBHOOK_INBOX.ID.desc())
                .limit(most)
                .fetch(it -> Deliveries.shown(it.into(WEBHOOK_INBOX), it.get(REPLAYABLE)));
    }

    public InboxFigures figures() {
        return db.select(
                        count(),
                        count().filterWhere(WEBHOOK_INBOX.ATTEMPTS.gt(0)),
                        min(WEBHOOK_INBOX.RECEIVED_AT),
                        field(select(count()).from(WEBHOOK_INBOX).where(DEAD)),
                        field(select(max(WEBHOOK_INBOX.RECEIVED_AT))
                                .from(WEBHOOK_INBOX)
                                // The newest row; its time alone has no index.
                                .where(WEBHOOK_INBOX.ID.eq(
                                        select(max(WEBHOOK_INBOX.ID)).from(WEBHOOK_INBOX)))))
                .from(WEBHOOK_INBOX)
                .where(OPEN)
                .fetchSingle(it -> new InboxFigures(
                        it.value1(),
                        it.value2(),
                        Deliveries.instant(it.value3()),
                        it.value4(),
                        Deliveries.instant(it.value5())));
    }

    /** How far GitHub's own log of them was read; empty: there is no App whose log could be. */
    public Optional<DeliveryLogState> log() {
        return DeliveryLogMemory.latest(db);
    }

    /**
     * Has its work done again from the beginning, whatever came of it before; one that waits is tried now.
     *
     * @return false when there is none, or its body was thrown away
     */
    public boolean replay(long id) {
        return db.update(WEBHOOK_INBOX)
                        .set(WEBHOOK_INBOX.STATE, DeliveryState.RECEIVED.word())
                        .set(WEBHOOK_INBOX.ATTEMPTS, 0)
                        .set(WEBHOOK_INBOX.NEXT_RUN_AT, currentOffsetDateTime())
                        .setNull(WEBHOOK_INBOX.FINISHED_AT)
                        .setNull(WEBHOOK_INBOX.LOCKED_BY)
                        .setNull(WEBHOOK_INBOX.LOCKED_UNTIL)
                        .setNull(WEBHOOK_INBOX.NOTE)
                        .setNull(WEBHOOK_INBOX.LAST_ERROR)
                        .where(WEBHOOK_INBOX.ID.eq(id).and(WEBHOOK_INBOX.BODY.isNotNull()))
                        .execute()
                == 1;
    }

    /**
     * Lets one that was set aside be: it counts as done, and why it was set aside stays with it. It can be replayed still.
     *
     * @param by who did it, for those who look later
     * @return false when there is none that is set aside
     */
    public boolean dismiss(long id, String by) {
        return db.update(WEBHOOK_INBOX)
                        .set(WEBHOOK_INBOX.STATE, DeliveryState.DONE.word())
                        .set(WEBHOOK_INBOX.FINISHED_AT, currentOffsetDateTime())
                        .set(WEBHOOK_INBOX.DISMISSED_AT, currentOffsetDateTime())
                        .set(WEBHOOK_INBOX.DISMISSED_BY, by)
                        .where(WEBHOOK_INBOX.ID.eq(id).and(DEAD))
                        .execute()
                == 1;
    }

    /**
     * Throws away the bodies that are no longer needed, and rows that are older still.
     *
     * @return how many bodies
     */
    public int forget() {
        db.deleteFrom(WEBHOOK_INBOX)
                .where(WEBHOOK_INBOX.FINISHED_AT.lt(ago(ROWS_KEPT)))
                .execute();
        return db.update(WEBHOOK_INBOX)
                .setNull(WEBHOOK_INBOX.BODY)
                .where(WEBHOOK_INBOX.BODY.isNotNull())
                .and(WEBHOOK_INBOX
                        .STATE
                        .eq(DeliveryState.DONE.word())
                        .and(WEBHOOK_INBOX.FINISHED_AT.lt(ago(BODIES_KEPT)))
                        .or(DEAD.and(WEBHOOK_INBOX.FINISHED_AT.lt(ago(DEAD_BODIES_KEPT)))))
                .execute();
    }

    private static Field<OffsetDateTime> ago(Duration time) {
        return field("now() - {0} * interval '1 s'", WEBHOOK_INBOX.FINISHED_AT.getDataType(), val(time.toSeconds()));
    }
}
