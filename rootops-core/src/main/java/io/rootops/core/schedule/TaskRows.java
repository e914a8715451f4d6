package io.rootops.core.schedule;

import com.github.kagkarlsson.scheduler.SchedulerName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The executions of one scheduler's table, for handing back those that nobody works on any more. */
final class TaskRows {
    private static final Logger LOG = LoggerFactory.getLogger(TaskRows.class);

    private final DataSource database;
    private final String table;

    /** @param table one of ours, never from outside */
    TaskRows(DataSource database, String table) {
        this.database = database;
        this.table = table;
    }

    /** Another one for each process, on whatever machine; its id is there for people. */
    static SchedulerName name() {
        return new SchedulerName.Fixed("process-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID());
    }

    /** What a killed process of the only one that uses the database held. */
    void releaseAll() {
        try {
            release("true", null);
        } catch (SQLException e) {
            throw new IllegalStateException("the tasks of an earlier run cannot be taken up: " + e.getMessage(), e);
        }
    }

    /**
     * What this scheduler, which is stopped, did not come to the end of: due at once, for whoever is there. A thread of
     * it that ends later can finish the execution no more.
     */
    void handBack(SchedulerName by) {
        try {
            int rows = release("picked_by = ?", by.getName());
            if (rows > 0) {
                LOG.info("{} tasks did not end in time and are handed back", rows);
            }
        } catch (SQLException e) {
            LOG.info("Tasks are not handed back, and taken up when they give no sign of life: {}", e.getMessage());
        }
    }

    /** How many were planned and have never been done. */
    long neverDone() {
        String sql = "select count(*) from " + table + " where last_success is null and last_failure is null";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("tasks cannot be counted: " + e.getMessage(), e);
        }
    }

    /**
     * Those whose time has passed while nobody was there get times from now on, by chance.
     *
     * @param but instances that keep theirs, as a query; one of ours, never from outside
     */
    void spreadOverdue(Duration each, Duration most, String but) {
        String overdue = " where not picked and execution_time < now() and task_instance not in (" + but + ")";
        String sql = "update " + table + " set execution_time = now() + random() * least("
                + "(select count(*) - 1 from " + table + overdue + ") * ?, ?) * interval '1 millisecond',"
                + " version = version + 1" + overdue;
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, each.toMillis());
            statement.setLong(2, most.toMillis());
            statement.executeUpdate();
        } catch (SQLException e) {
            LOG.info("Tasks that are overdue are all done now: {}", e.getMessage());
        }
    }

    private int release(String which, @Nullable String by) throws SQLException {
        String sql = "update " + table + " set picked = false, picked_by = null, last_heartbeat = null,"
                + " version = version + 1 where picked and " + which;
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            if (by != null) {
                statement.setString(1, by);
            }
            return statement.executeUpdate();
        }
    }
}
