package io.rootops.core.memory;

import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Whether all statements of a connection reach one session of the server. Behind a connection pooler that lends sessions by
 * transaction or statement they do not, and then prepared statements, LISTEN and the lock of a migration fail now and then,
 * far from their cause.
 */
final class OneSession {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private OneSession() {}

    /**
     * A session that was lent to the first and is idle is the one a pooler lends next: while the second holds it within a
     * transaction, the first would be given another.
     *
     * @param first in autocommit
     * @param second another connection to the same place; left with nothing open
     * @throws DatabaseException when the first is moved from one session to another
     */
    static void require(Connection first, Connection second, String place) throws SQLException {
        int before = session(first);
        second.setAutoCommit(false);
        session(second);
        int after;
        try {
            // A pool of one session has none for the first now, and makes it wait.
            first.setNetworkTimeout(Runnable::run, (int) PATIENCE.toMillis());
            after = session(first);
        } catch (SQLException e) {
            if (e.getCause() instanceof SocketTimeoutException) {
                throw refused(place);
            }
            throw e;
        }
        second.rollback();
        if (before != after) {
            throw refused(place);
        }
    }

    private static DatabaseException refused(String place) {
        return new DatabaseException(
                "The database at " + place + " is behind a connection pooler that lends sessions by"
                        + " transaction, and RootOps needs one session for each of its connections: name a pool of mode"
                        + " \"session\", or the server itself, in DATABASE_URL.");
    }

    private static int session(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }
}
