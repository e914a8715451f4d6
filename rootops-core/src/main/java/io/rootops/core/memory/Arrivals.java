package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.WEBHOOK_INBOX;

import io.rootops.core.webhook.Arrival;
import io.rootops.core.webhook.DeliveryState;
import io.rootops.core.webhook.Envelope;
import io.rootops.core.webhook.EnvelopeReader;
import io.rootops.core.webhook.MalformedPayloadException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deliveries on their way into the inbox: stored first, looked into afterwards. */
final class Arrivals {
    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);
    /** {@code select} instead of {@code values}: the driver would make one statement of many, and lose their counts. */
    private static final String INSERT = "insert into webhook_inbox (delivery_guid, body_sha256, event, body, door)"
            + " select ?, ?, ?, ?, ? on conflict do nothing";

    /** Not {@code on conflict do update}: that would lock, and wait for, each row that is only known. */
    private static final String REVIVE = "update webhook_inbox set state = 'received', body = ?, attempts = 0,"
            + " next_run_at = now(), finished_at = null, note = null, last_error = null"
            + " where delivery_guid = ? and body_sha256 = ?"
            + " and (state = 'dead' or state = 'done' and finished_at = dismissed_at)";

    private Arrivals() {}

    /**
     * All of them or none; how many rows each made, or took up again where it was set aside, dismissed or not: GitHub
     * delivers again what somebody asks it to. Written for speed: a busy receiver spends its time here.
     */
    static int[] store(Connection connection, List<Arrival> arrivals) throws SQLException {
        if (arrivals.size() == 1) {
            return revived(connection, arrivals, insert(connection, arrivals));
        }
        connection.setAutoCommit(false);
        try {
            int[] stored = revived(connection, arrivals, insert(connection, arrivals));
            connection.commit();
            return stored;
        } catch (SQLException e) {
            try {
                connection.rollback();
            } catch (SQLException lost) {
                e.addSuppressed(lost);
            }
            throw e;
        } finally {
            if (!connection.isClosed()) {
                connection.setAutoCommit(true);
            }
        }
    }

    private static int[] insert(Connection connection, List<Arrival> arrivals) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (Arrival it : arrivals) {
                statement.setString(1, it.guid());
                statement.setBytes(2, it.bodySha256());
                statement.setString(3, it.event());
                statement.setBytes(4, it.body());
                statement.setString(5, it.door().word());
                if (arrivals.size() == 1) {
                    return new int[] {statement.executeUpdate()};
                }
                statement.addBatch();
            }
            return statement.executeBatch();
        }
    }

    private static int[] revived(Connection connection, List<Arrival> arrivals, int[] stored) throws SQLException {
        for (int i = 0; i < stored.length; i++) {
            if (stored[i] == 0) {
                Arrival it = arrivals.get(i);
                try (PreparedStatement statement = connection.prepareStatement(REVIVE)) {
                    statement.setBytes(1, it.body());
                    statement.setString(2, it.guid());
                    statement.setBytes(3, it.bodySha256());
                    stored[i] = statement.executeUpdate();
                }
            }
        }
        return stored;
    }

    /** In one transaction; how many were looked into. */
    static int sort(DSLContext tx, int most, EnvelopeReader reader) {
        List<Long> ids = tx.select(WEBHOOK_INBOX.ID)
                .from(WEBHOOK_INBOX)
                .where(WEBHOOK_INBOX.STATE.eq(DeliveryState.RECEIVED.word()))
                .orderBy(WEBHOOK_INBOX.ID)
                .limit(most)
                .forUpdate()
                .skipLocked()
                .fetch(WEBHOOK_INBOX.ID);
        // One body at a time: each may have 25 MiB.
        ids.forEach(it -> sortAlone(tx, it, reader));
        return ids.size();
    }

    /** Behind a savepoint: one that fails in whatever way must not hold up those that came after it. */
    private static void sortAlone(DSLContext tx, long id, EnvelopeReader reader) {
        try {
            tx.transaction(it -> sort(it.dsl(), id, reader));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            aside(tx, id, "it cannot be looked into; the log says why");
            LOG.warn("Delivery {} cannot be looked into; set aside", id, e);
        }
    }

    private static void sort(DSLContext tx, long id, EnvelopeReader reader) {
        byte[] body = tx.select(WEBHOOK_INBOX.BODY)
                .from(WEBHOOK_INBOX)
                .where(WEBHOOK_INBOX.ID.eq(id))
                .fetchSingle(WEBHOOK_INBOX.BODY);
        try {
            Envelope envelope = reader.read(body);
            tx.update(WEBHOOK_INBOX)
                    .set(WEBHOOK_INBOX.STATE, DeliveryState.WAITING.word())
                    .set(WEBHOOK_INBOX.ACTION, envelope.action())
                    .set(WEBHOOK_INBOX.INSTALLATION_ID, envelope.installationId())
                    .set(WEBHOOK_INBOX.GITHUB_ID, envelope.githubId())
                    .set(WEBHOOK_INBOX.FULL_NAME, envelope.fullName())
                    .where(WEBHOOK_INBOX.ID.eq(id))
                    .execute();
        } catch (MalformedPayloadException e) {
            aside(tx, id, e.getMessage());
        }
    }

    private static void aside(DSLContext tx, long id, @Nullable String error) {
        WebhookInbox.aside(tx.update(WEBHOOK_INBOX).set(WEBHOOK_INBOX.LAST_ERROR, error))
                .where(WEBHOOK_INBOX.ID.eq(id))
                .execute();
    }
}
