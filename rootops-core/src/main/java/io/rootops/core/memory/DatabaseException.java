package io.rootops.core.memory;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** The database cannot be used; the message is one sentence without secrets: what, why, how to mend it. */
public final class DatabaseException extends RuntimeException {
    /** It was told to stop, crashed, or does not let anybody in yet. */
    private static final Set<String> SHUT = Set.of("57P01", "57P02", "57P03");

    DatabaseException(String message) {
        super(message);
    }

    DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether this failed only since the database was away, so that it may succeed when it is back. */
    public static boolean isOutage(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql && isOutage(sql)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOutage(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null) {
            // So the pool speaks of a connection that it has given up.
            return failure instanceof SQLTransientConnectionException
                    || "Connection is closed".equals(failure.getMessage());
        }
        return state.startsWith("08") || SHUT.contains(state);
    }
}
