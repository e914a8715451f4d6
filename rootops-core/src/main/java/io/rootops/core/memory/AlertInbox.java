package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.ALERT_INBOX;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.max;

import io.rootops.core.incident.AlertReader;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.incident.MalformedAlertException;
import io.rootops.core.memory.schema.tables.records.AlertInboxRecord;
import io.rootops.core.webhook.Retries;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.jooq.DSLContext;
import org.jooq.types.DayToSecond;
import org.jspecify.annotations.Nullable;

/**
 * Alerts between their acknowledgement and their work, which is done in the database only: so one transaction claims it, does
 * it and ends it, and with a process that dies all of that is undone. Shared by all replicas. Thread-safe.
 */
public final class AlertInbox {
    private static final int LONGEST_ERROR = 300;

    private final DSLContext db;

    public AlertInbox(DSLContext db) {
        this.db = db;
    }

    /**
     * What came of a delivery.
     *
     * @param told null: it failed
     * @param problem why, in one line; null: it did not
     * @param givenUp true: it is not tried again by itself
     */
    public record Worked(
            IncidentSource source,
            AlertMemory.@Nullable Told told,
            @Nullable String problem,
            boolean givenUp) {}

    /**
     * How it stands.
     *
     * @param waiting deliveries whose work is not done yet
     * @param givenUp those whose work failed too often
     * @param lastError of one of these; null: there is none
     */
    public record Figures(
            long waiting, long givenUp, @Nullable String lastError) {}

    /**
     * Stores a delivery, durably.
     *
     * @param body as it was received
     * @throws org.jooq.exception.DataAccessException when it is not stored
     */
    public void receive(IncidentSource source, byte[] body) {
        db.insertInto(ALERT_INBOX)
                .set(ALERT_INBOX.SOURCE, source.word())
                .set(ALERT_INBOX.BODY, body)
                .execute();
    }

    /**
     * Does the work of the delivery that has been due for the longest and that nobody else is busy with.
     *
     * @return empty: there is none
     */
    public Optional<Worked> work(AlertReader reader) {
        AtomicReference<AlertInboxRecord> begun = new AtomicReference<>();
        try {
            return db.transactionResult(tx -> {
                Optional<AlertInboxRecord> due = tx.dsl()
                        .selectFrom(ALERT_INBOX)
                        .where(ALERT_INBOX.GIVEN_UP.isFalse())
                        .and(ALERT_INBOX.NEXT_RUN_AT.le(currentOffsetDateTime()))
                        .orderBy(ALERT_INBOX.NEXT_RUN_AT, ALERT_INBOX.ID)
                        .limit(1)
                        .forUpdate()
                        .skipLocked()
                        .fetchOptional();
                if (due.isEmpty()) {
                    return Optional.empty();
                }
                begun.set(due.get());
                return Optional.of(new AlertInbox(tx.dsl()).work(due.get(), reader));
            });
        } catch (RuntimeException e) {
            AlertInboxRecord it = begun.get();
            if (it == null || DatabaseException.isOutage(e)) {
                throw e;
            }
            return Optional.of(failed(it, e));
        }
    }

    private Worked work(AlertInboxRecord it, AlertReader reader) {
        IncidentSource source = IncidentSource.of(it.getSource());
        try {
            IncidentChanges changes = new IncidentChanges(db);
            AlertMemory.Told told = new AlertTelling(db, changes)
                    .tell(reader.read(source, it.getBody(), it.getReceivedAt().toInstant()), true);
            new AlertMemory(db).heard(source, it.getReceivedAt().toInstant());
            db.deleteFrom(ALERT_INBOX).where(ALERT_INBOX.ID.eq(it.getId())).execute();
            return new Worked(source, told, null, false);
        } catch (MalformedAlertException e) {
            // It was understood when it came in, by another release.
            return put(it, String.valueOf(e.getMessage()), true);
        }
    }

    private Worked failed(AlertInboxRecord it, RuntimeException e) {
        String problem = e.getClass().getSimpleName() + ": "
                + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return put(it, problem, it.getAttempts() + 1 >= Retries.MOST_ATTEMPTS);
    }

    private Worked put(AlertInboxRecord it, String problem, boolean givenUp) {
        int attempts = it.getAttempts() + 1;
        Duration pause = Retries.pause(attempts, ThreadLocalRandom.current().nextDouble());
        String said = problem.replace('\0', '\uFFFD');
        db.transaction(tx -> tx.dsl()
                .update(ALERT_INBOX)
                .set(ALERT_INBOX.ATTEMPTS, attempts)
                .set(ALERT_INBOX.LAST_ERROR, said.substring(0, Math.min(said.length(), LONGEST_ERROR)))
                .set(ALERT_INBOX.GIVEN_UP, givenUp)
                // It may be kept for long.
                .set(ALERT_INBOX.BODY, givenUp ? withoutForgotten(tx.dsl(), it.getBody()) : it.getBody())
                .set(ALERT_INBOX.NEXT_RUN_AT, currentOffsetDateTime().plus(DayToSecond.valueOf(pause)))
                .where(ALERT_INBOX.ID.eq(it.getId()))
                .execute());
        return new Worked(IncidentSource.of(it.getSource()), null, said, givenUp);
    }

    private static byte[] withoutForgotten(DSLContext tx, byte[] body) {
        return new ForgottenAlerts(tx, new ForgottenPeople(tx).settled()).rewritten(body);
    }

    /**
     * Tries again what was given up: whoever starts may know better.
     *
     * @return how many
     */
    public int revive() {
        return db.update(ALERT_INBOX)
                .set(ALERT_INBOX.GIVEN_UP, false)
                .set(ALERT_INBOX.ATTEMPTS, 0)
                .set(ALERT_INBOX.NEXT_RUN_AT, currentOffsetDateTime())
                .where(ALERT_INBOX.GIVEN_UP.isTrue())
                .execute();
    }

    public Figures figures() {
        return db.select(
                        count().filterWhere(ALERT_INBOX.GIVEN_UP.isFalse()),
                        count().filterWhere(ALERT_INBOX.GIVEN_UP.isTrue()),
                        max(ALERT_INBOX.LAST_ERROR).filterWhere(ALERT_INBOX.GIVEN_UP.isTrue()))
                .from(ALERT_INBOX)
                .fetchSingle(it -> new Figures(it.value1(), it.value2(), it.value3()));
    }
}
