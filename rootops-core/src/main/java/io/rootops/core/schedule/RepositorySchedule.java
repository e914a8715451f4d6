package io.rootops.core.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.rootops.core.change.RepositoryId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When repositories are read: each at once when it is followed, then again and again. One execution a repository, in
 * the database, so that replicas share the work and a killed process's work is taken up by another.
 */
public final class RepositorySchedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RepositorySchedule.class);
    private static final TaskDescriptor<Void> READ = TaskDescriptor.of("read-repository");
    private static final int AT_ONCE = 2;
    /** A killed process's work is taken up after heartbeat x missed beats. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

    private final Scheduler scheduler;

    /**
     * Not yet running.
     *
     * @param read reads a repository and says after how long it is to be read again; empty: never
     */
    public RepositorySchedule(DataSource database, Function<RepositoryId, Optional<Duration>> read) {
        CustomTask<Void> task = Tasks.custom(READ)
                .onFailure((complete, operations) -> {
                    LOG.error(
                            "Reading repository {} failed; tried again in {} s",
                            complete.getExecution().getId(),
                            AFTER_FAILURE.toSeconds(),
                            complete.getCause().orElse(null));
                    operations.reschedule(complete, complete.getTimeDone().plus(AFTER_FAILURE));
                })
                .onDeadExecution(new DeadExecutionHandler.ReviveDeadExecution<>())
                .execute((instance, context) -> {
                    Optional<Duration> pause = read.apply(new RepositoryId(Integer.parseInt(instance.getId())));
                    return pause.<CompletionHandler<Void>>map(it -> (complete, operations) -> operations.reschedule(
                                    complete, complete.getTimeDone().plus(it)))
                            .orElseGet(() -> (complete, operations) -> operations.remove());
                });
        scheduler = Scheduler.create(database, task)
                .threads(AT_ONCE)
                .pollingInterval(Duration.ofSeconds(1))
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(Duration.ofSeconds(2))
                .build();
    }

    /**
     * To be called before {@link #start} by the only process that uses the database: what a killed one was reading is
     * taken up at once instead of after its missed heartbeats.
     */
    public static void releaseAll(DataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null"
                    + " where picked");
        } catch (SQLException e) {
            throw new IllegalStateException("the tasks of an earlier run cannot be taken up: " + e.getMessage(), e);
        }
    }

    public void start() {
        scheduler.start();
    }

    /**
     * Reads it now. One that is being read just now, perhaps by another process, is left to that reading, or to whoever
     * takes it up when that process was killed; it is read again after its pause.
     */
    public void readNow(RepositoryId repository) {
        var instance = READ.instance(Integer.toString(repository.value()));
        try {
            scheduler.schedule(
                    instance.scheduledTo(Instant.now()), SchedulerClient.ScheduleOptions.WHEN_EXISTS_RESCHEDULE);
        } catch (TaskInstanceCurrentlyExecutingException e) {
            LOG.info("Repository {} is being read already", repository.value());
        }
    }

    @Override
    public void close() {
        scheduler.stop();
    }
}
