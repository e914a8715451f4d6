package io.rootops.core.memory.archive;

import java.sql.SQLException;
import java.sql.Statement;

/** How values are spelled in an archive, whatever a server or a role is set to. */
final class Session {
    private Session() {}

    /** Until the end of the transaction. */
    static void prepare(Statement statement) throws SQLException {
        statement.execute("set local datestyle = 'ISO, MDY'");
        statement.execute("set local intervalstyle = 'postgres'");
        statement.execute("set local timezone = 'UTC'");
        statement.execute("set local bytea_output = 'hex'");
        statement.execute("set local extra_float_digits = 1"); // the shortest text that is read as the same number
        statement.execute("set local statement_timeout = 0");
        statement.execute("set local lock_timeout = 0");
        statement.execute("set local idle_in_transaction_session_timeout = 0");
        if (statement.getConnection().getMetaData().getDatabaseMajorVersion() >= 17) {
            statement.execute("set local transaction_timeout = 0");
        }
    }
}
