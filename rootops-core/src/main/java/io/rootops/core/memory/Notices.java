package io.rootops.core.memory;

import static org.jooq.impl.DSL.val;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Short messages to all processes on the same database, by NOTIFY: who does not listen just then misses them.
 * Thread-safe.
 */
public final class Notices {
    private static final String CHANNEL = "rootops_pages";
    /** PostgreSQL takes fewer than 8,000 bytes; ours have some dozens. */
    private static final int MOST_CHARACTERS = 1_000;

    private final DSLContext db;
    private final Connecting connecting;

    /** Opens a connection outside of the pool, which would be held for ever. */
    @FunctionalInterface
    interface Connecting {
        Connection open() throws SQLException;
    }

    Notices(DSLContext db, Connecting connecting) {
        this.db = db;
        this.connecting = connecting;
    }

    /**
     * Not part of a transaction of anybody: while one that notifies commits, no other one can, in the whole server.
     *
     * @throws org.jooq.exception.DataAccessException when it is not sent
     */
    public void send(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "a notice of " + text.length() + " characters; expected at most " + MOST_CHARACTERS);
        }
        db.fetch("select pg_notify({0}, {1})", val(CHANNEL), val(text));
    }

    /** @throws SQLException when the database does not let us */
    public Listening listen() throws SQLException {
        Connection connection = connecting.open();
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen " + CHANNEL);
            return new Listening(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Hears what is sent from now on. Of one thread; to be closed by it. */
    public static final class Listening implements AutoCloseable {
        private final Connection connection;

        private Listening(Connection connection) {
            this.connection = connection;
        }

        /**
         * What was sent since the last call, those of this process too; waits so long for something.
         *
         * @throws SQLException when the connection is gone, after which notices may have been missed
         */
        public List<String> await(Duration most) throws SQLException {
            PGNotification @Nullable [] heard =
                    connection.unwrap(PGConnection.class).getNotifications((int) most.toMillis());
            List<String> texts = new ArrayList<>();
            for (PGNotification it : heard == null ? new PGNotification[0] : heard) {
                texts.add(it.getParameter());
            }
            if (texts.isEmpty()) {
                // Silence is what a broken connection says, too.
                try (Statement statement = connection.createStatement()) {
                    statement.execute("select 1");
                }
            }
            return texts;
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
