package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.DELIVERY_CAUSE;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.val;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.webhook.Cause;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Which deliveries had a repository read, so that a reading and what is told of it can name them. */
public final class DeliveryCauses {
    /** A reading of more than these names the newest only. */
    public static final int MOST_NAMED = 20;
    /** Longer than a delivery may wait for its reading and its report. */
    static final Duration KEPT = Duration.ofDays(7);

    private final DSLContext db;

    public DeliveryCauses(DSLContext db) {
        this.db = db;
    }

    /** @param sha head that it tells of, in full; null: none */
    public void keep(RepositoryId repository, Cause cause, @Nullable String sha) {
        byte[] head = sha == null ? null : HexFormat.of().parseHex(sha);
        db.insertInto(DELIVERY_CAUSE)
                .set(DELIVERY_CAUSE.REPOSITORY_ID, repository.value())
                .set(DELIVERY_CAUSE.DELIVERY_GUID, cause.guid())
                .set(DELIVERY_CAUSE.SHA, head)
                .set(DELIVERY_CAUSE.RECEIVED_AT, RepositoryMemory.utc(cause.receivedAt()))
                // Replayed: it waits for a reading once more.
                .onConflict(DELIVERY_CAUSE.REPOSITORY_ID, DELIVERY_CAUSE.DELIVERY_GUID)
                .doUpdate()
                .set(DELIVERY_CAUSE.SHA, head)
                .set(DELIVERY_CAUSE.READ, false)
                .execute();
    }

    /** Ids of those that no reading has answered yet, the newest first, {@link #MOST_NAMED} at most. */
    public List<String> unread(RepositoryId repository) {
        return db.select(DELIVERY_CAUSE.DELIVERY_GUID)
                .from(DELIVERY_CAUSE)
                .where(DELIVERY_CAUSE.REPOSITORY_ID.eq(repository.value()))
                .andNot(DELIVERY_CAUSE.READ)
                .orderBy(DELIVERY_CAUSE.RECEIVED_AT.desc())
                .limit(MOST_NAMED)
                .fetch(DELIVERY_CAUSE.DELIVERY_GUID);
    }

    /** A reading that began after these came has come to its end. */
    public void read(RepositoryId repository, List<String> guids) {
        if (guids.isEmpty()) {
            return;
        }
        db.update(DELIVERY_CAUSE)
                .set(DELIVERY_CAUSE.READ, true)
                .where(DELIVERY_CAUSE.REPOSITORY_ID.eq(repository.value()))
                .and(DELIVERY_CAUSE.DELIVERY_GUID.in(guids))
                .execute();
    }

    /** Names the cause in reports that were put into the outbox by this transaction. */
    static void nameIn(DSLContext tx, RepositoryId repository) {
        tx.execute("""
                update risk_report r set caused_by = c.delivery_guid, caused_at = c.received_at
                from (
                    select distinct on (sha) sha, delivery_guid, received_at from delivery_cause
                    where repository_id = {0} and sha is not null
                    order by sha, received_at
                ) c
                where r.repository_id = {0} and r.sha = c.sha and r.caused_by is null
                    and r.state = 'due' and r.queued_at = {1}
                """, val(repository.value()), currentOffsetDateTime());
    }
}
