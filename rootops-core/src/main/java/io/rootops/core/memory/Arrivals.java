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

/** Deliveries on their way into the inbox: stored first, looked into afterwards. */
final class Arrivals {
    /** {@code select} instead of {@code values}: the driver would make one statement of many, and lose their counts. */
    private static final String INSERT = "insert into webhook_inbox (delivery_guid, body_sha256, event, body)"
            + " select ?, ?, ?, ? on conflict do nothing";

    private Arrivals() {}

    /** All of them or none; how many rows each made. Written for speed: a busy receiver spends its time here. */
    static int[] store(Connection connection, List<Arrival> arrivals) throws SQLException {
        if (arrivals.size() == 1) {
            return insert(connection, arrivals);
        }
        connection.setAutoCommit(false);
        try {
            int[] stored = insert(connection, arrivals);
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
                if (arrivals.size() == 1) {
                    return new int[] {statement.executeUpdate()};
                }
                statement.addBatch();
            }
            return statement.executeBatch();
        }
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
        ids.forEach(it -> sort(tx, it, reader));
        return ids.size();
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
            WebhookInbox.aside(tx.update(WEBHOOK_INBOX).set(WEBHOOK_INBOX.LAST_ERROR, e.getMessage()))
                    .where(WEBHOOK_INBOX.ID.eq(id))
                    .execute();
        }
    }
}
