package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.WEBHOOK_INBOX;
import static org.jooq.impl.DSL.val;

import io.rootops.core.webhook.Arrival;
import io.rootops.core.webhook.Delivery;
import io.rootops.core.webhook.DeliveryState;
import io.rootops.core.webhook.EnvelopeReader;
import io.rootops.core.webhook.Retries;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.UpdateSetMoreStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries between their acknowledgement and their work. Work is leased to a worker by the database's clock, so a
 * killed worker's deliveries are taken up by another; what a worker lost its lease on it can finish no more. Work may
 * be begun twice and must bear it. Thread-safe, and shared by all replicas.
 */
public final class WebhookInbox {
    /** Renewed with each delivery of a batch: no single one may take this long. */
    public static final Duration LEASE = Duration.ofSeconds(60);

    /** Claims are made one after the other: two at once would not see each other's repositories. */
    private static final long CLAIMING = 0x726f6f746f707331L;

    /**
     * Several deliveries of one repository may be in one batch, whose worker does them one after the other; none of a
     * repository that another worker is busy with.
     */
    private static final String CLAIM = """
            update webhook_inbox i
            set locked_by = {0}, locked_until = statement_timestamp() + {1} * interval '1 ms'
            from (
                select id from webhook_inbox
                where state = 'waiting' and next_run_at <= statement_timestamp()
                    and (locked_until is null or locked_until < statement_timestamp())
                    and (github_id is null or github_id not in (
                        select held.github_id from webhook_inbox held
                        where held.locked_by is not null and held.github_id is not null
                            and held.locked_until >= statement_timestamp()))
                order by next_run_at, id
                limit {2}
                for update skip locked
            ) due
            where i.id = due.id
            returning i.id
            """;

    private final DSLContext db;

    public WebhookInbox(DSLContext db) {
        this.db = db;
    }

    /**
     * Stores them all, durably, in one transaction.
     *
     * @return how many rows each made: 1, or 0 where the same delivery with the same body was stored before; 1 as well
     *     where that one was set aside, whose work begins anew
     * @throws org.jooq.exception.DataAccessException when they are not stored, none of them
     */
    public int[] receive(List<Arrival> arrivals) {
        return db.connectionResult(connection -> Arrivals.store(connection, arrivals));
    }

    /**
     * Looks into what was received: it waits for its work then, or is set aside where it cannot be read.
     *
     * @return how many were looked into; fewer than {@code most}: there are no more now
     */
    public int sort(int most, EnvelopeReader reader) {
        return db.transactionResult(tx -> Arrivals.sort(tx.dsl(), most, reader));
    }

    /**
     * Takes what is due, oldest first.
     *
     * @param worker a name that no other worker has
     * @return their ids, in order; to be begun one by one
     */
    public List<Long> claim(String worker, int most) {
        return db.transactionResult(tx -> {
            tx.dsl().execute("select pg_advisory_xact_lock({0})", val(CLAIMING));
            return tx.dsl().fetch(CLAIM, val(worker), val(LEASE.toMillis()), val(most)).stream()
                    .map(it -> it.get(0, Long.class))
                    .sorted()
                    .collect(Collectors.toCollection(ArrayList::new));
        });
    }

    /**
     * Begins with one of those claimed, and holds it for another {@link #LEASE}.
     *
     * @return empty when it is this worker's no more, or was begun too often without an end and is set aside now
     */
    public Optional<Delivery> begin(String worker, long id) {
        Optional<Delivery> begun = db.update(WEBHOOK_INBOX)
                .set(WEBHOOK_INBOX.ATTEMPTS, WEBHOOK_INBOX.ATTEMPTS.plus(1))
                .set(WEBHOOK_INBOX.LOCKED_UNTIL, in(LEASE))
                .where(WEBHOOK_INBOX.ID.eq(id).and(WEBHOOK_INBOX.LOCKED_BY.eq(worker)))
                .returning()
                .fetchOptional(Deliveries::begun);
        if (begun.isPresent() && begun.get().attempts() > Retries.MOST_ATTEMPTS) {
            finish(worker, id, aside(set(WEBHOOK_INBOX.LAST_ERROR, "the process that did its work ended each time")));
            return Optional.empty();
        }
        return begun;
    }

    /** @param note what came of it, in a few words */
    public void done(String worker, long id, String note) {
        finish(
                worker,
                id,
                set(WEBHOOK_INBOX.NOTE, note)
                        .set(WEBHOOK_INBOX.STATE, DeliveryState.DONE.word())
                        .set(WEBHOOK_INBOX.FINISHED_AT, DSL.currentOffsetDateTime()));
    }

    /**
     * It failed: to be tried again later, or set aside when that was the last attempt.
     *
     * @return whether it was set aside
     */
    public boolean failed(String worker, Delivery delivery, String error) {
        boolean last = delivery.attempts() >= Retries.MOST_ATTEMPTS;
        Duration pause =
                Retries.pause(delivery.attempts(), ThreadLocalRandom.current().nextDouble());
        UpdateSetMoreStep<?> update = set(WEBHOOK_INBOX.LAST_ERROR, error);
        finish(worker, delivery.id(), last ? aside(update) : update.set(WEBHOOK_INBOX.NEXT_RUN_AT, in(pause)));
        return last;
    }

    /** It may have no effect, now or later: shown among what was set aside, with this reason. */
    public void setAside(String worker, long id, String reason) {
        finish(worker, id, aside(set(WEBHOOK_INBOX.LAST_ERROR, reason)));
    }

    /** Not the time for it, such as beyond a rate limit: tried again after this time, and not counted as an attempt. */
    public void postpone(String worker, long id, Duration pause, String reason) {
        finish(
                worker,
                id,
                set(WEBHOOK_INBOX.LAST_ERROR, reason)
                        .set(WEBHOOK_INBOX.ATTEMPTS, WEBHOOK_INBOX.ATTEMPTS.minus(1))
                        .set(WEBHOOK_INBOX.NEXT_RUN_AT, in(pause)));
    }

    /** Gives back what a worker claimed and did not finish. */
    public void release(String worker) {
        db.update(WEBHOOK_INBOX)
                .setNull(WEBHOOK_INBOX.LOCKED_BY)
                .setNull(WEBHOOK_INBOX.LOCKED_UNTIL)
                .where(WEBHOOK_INBOX.LOCKED_BY.eq(worker))
                .execute();
    }

    /** To be called by the only process that uses the database: gives back what a killed one had claimed. */
    public void releaseAll() {
        db.update(WEBHOOK_INBOX)
                .setNull(WEBHOOK_INBOX.LOCKED_BY)
                .setNull(WEBHOOK_INBOX.LOCKED_UNTIL)
                .where(WEBHOOK_INBOX.LOCKED_BY.isNotNull())
                .execute();
    }

    private <T> UpdateSetMoreStep<?> set(Field<T> field, @Nullable T value) {
        return db.update(WEBHOOK_INBOX).set(field, value);
    }

    static UpdateSetMoreStep<?> aside(UpdateSetMoreStep<?> update) {
        return update.set(WEBHOOK_INBOX.STATE, DeliveryState.DEAD.word())
                .set(WEBHOOK_INBOX.FINISHED_AT, DSL.currentOffsetDateTime());
    }

    /** Only while it is still this worker's. */
    private static void finish(String worker, long id, UpdateSetMoreStep<?> update) {
        update.setNull(WEBHOOK_INBOX.LOCKED_BY)
                .setNull(WEBHOOK_INBOX.LOCKED_UNTIL)
                .where(WEBHOOK_INBOX.ID.eq(id).and(WEBHOOK_INBOX.LOCKED_BY.eq(worker)))
                .execute();
    }

    private static Field<OffsetDateTime> in(Duration time) {
        return DSL.field(
                "statement_timestamp() + {0} * interval '1 ms'",
                WEBHOOK_INBOX.LOCKED_UNTIL.getDataType(), val(time.toMillis()));
    }
}
