package io.rootops.core.schedule;

import io.rootops.core.change.RepositoryId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Polls that were asked for and have not begun. Kept beside the executions, of which one that is under way can be told
 * nothing, by whichever replica.
 */
final class PollRequests {
    /** The executions that were asked for. */
    static final String INSTANCES = "select repository_id::text from poll_request";

    private final DataSource database;

    PollRequests(DataSource database) {
        this.database = database;
    }

    void ask(RepositoryId repository) {
        execute("insert into poll_request (repository_id) values (?) on conflict do nothing", repository);
    }

    /** A poll begins: it answers what was asked for until now. */
    void begun(RepositoryId repository) {
        execute("delete from poll_request where repository_id = ?", repository);
    }

    /** Whether one was asked for since the last one began. */
    boolean open(RepositoryId repository) {
        return execute("select 1 from poll_request where repository_id = ?", repository);
    }

    /** @return whether there are rows */
    private boolean execute(String sql, RepositoryId repository) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, repository.value());
            return statement.execute() && statement.getResultSet().next();
        } catch (SQLException e) {
            throw new IllegalStateException("requests to poll cannot be kept: " + e.getMessage(), e);
        }
    }
}
