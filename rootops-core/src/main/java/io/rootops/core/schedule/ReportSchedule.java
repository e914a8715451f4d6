package io.rootops.core.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When reports are told: at once when one was put in, and every few seconds for those that wait. By one process at a time,
 * on a thread of its own, so that reading a long history delays none. It has its own table, since a scheduler deletes
 * tasks that it does not know.
 */
public final class ReportSchedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReportSchedule.class);
    private static final String TABLE = "report_tasks";
    private static final String TASK = "tell-reports";
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final int MISSED_HEARTBEATS = 4;

    private final Scheduler scheduler;
    private final SchedulerName name = TaskRows.name();
    private final TaskRows rows;
    private final DatabaseClock clock;

    /**
     * Not yet running.
     *
     * @param tell tells what is due, and returns
     */
    public ReportSchedule(DataSource database, Runnable tell) {
        RecurringTask<Void> task = Tasks.recurring(TASK, FixedDelay.of(PAUSE)).execute((instance, context) -> {
            try {
                tell.run();
            } catch (RuntimeException e) {
                // Such as a database that is away; the reports wait there.
                if (!Thread.currentThread().isInterrupted()) {
                    LOG.error("Reports could not be told; tried again in {} s", PAUSE.toSeconds(), e);
                }
            }
        });
        rows = new TaskRows(database, TABLE);
        clock = new DatabaseClock(database);
        scheduler = Scheduler.create(database)
                .startTasks(task)
                .tableName(TABLE)
                .schedulerName(name)
                .clock(clock)
                .threads(1)
                .pollingInterval(Duration.ofSeconds(1))
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(Duration.ofSeconds(2))
                .build();
    }

    /** As {@link RepositorySchedule#releaseAll}. */
    public static void releaseAll(DataSource database) {
        new TaskRows(database, TABLE).releaseAll();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("update risk_report set locked_until = null where locked_until is not null");
        } catch (SQLException e) {
            throw new IllegalStateException("the reports of an earlier run cannot be taken up: " + e.getMessage(), e);
        }
    }

    public void start() {
        scheduler.start();
    }

    /** Tells what is due now; where that is being done just now, by this process or another, it comes with that. */
    public void tellNow() {
        try {
            scheduler.reschedule(TaskInstanceId.of(TASK, RecurringTask.INSTANCE), clock.now());
            scheduler.triggerCheckForDueExecutions();
        } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException | ExecutionException e) {
            LOG.debug("Reports are being told already");
        }
    }

    @Override
    public void close() {
        scheduler.stop();
        rows.handBack(name);
    }
}
