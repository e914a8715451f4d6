package io.rootops.core.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When GitHub is asked where the App is installed, and on what: one execution for all installations and one for each, in
 * the database, so that replicas share them. On threads of its own, so that reading long histories holds none up.
 */
public final class InstallationSchedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InstallationSchedule.class);
    private static final String TABLE = "installation_tasks";
    private static final TaskDescriptor<Void> FIND = TaskDescriptor.of("find-installations");
    private static final TaskDescriptor<Void> POLL = TaskDescriptor.of("poll-installation");
    private static final String ALL = "all";
    private static final int AT_ONCE = 2;
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

    private final Scheduler scheduler;
    private final SchedulerName name = TaskRows.name();
    private final TaskRows rows;
    private final DatabaseClock clock;

    /**
     * Not yet running.
     *
     * @param find asks where the App is installed, and says after how long again; empty: not by itself
     * @param poll asks what one of them has, and says the same
     */
    public InstallationSchedule(
            DataSource database, Supplier<Optional<Duration>> find, LongFunction<Optional<Duration>> poll) {
        rows = new TaskRows(database, TABLE);
        clock = new DatabaseClock(database);
        scheduler = Scheduler.create(
                        database, task(FIND, id -> find.get()), task(POLL, id -> poll.apply(Long.parseLong(id))))
                .tableName(TABLE)
                .schedulerName(name)
                .clock(clock)
                .threads(AT_ONCE)
                .pollingInterval(Duration.ofSeconds(1))
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(Duration.ofSeconds(2))
                .build();
    }

    private static CustomTask<Void> task(TaskDescriptor<Void> descriptor, Function<String, Optional<Duration>> work) {
        return SelfPaced.task(
                descriptor,
                (complete, operations) -> {
                    LOG.error(
                            "{} {} failed; tried again in {} s",
                            descriptor.getTaskName(),
                            complete.getExecution().getId(),
                            AFTER_FAILURE.toSeconds(),
                            complete.getCause().orElse(null));
                    operations.reschedule(complete, complete.getTimeDone().plus(AFTER_FAILURE));
                },
                work);
    }

    /** As {@link RepositorySchedule#releaseAll}. */
    public static void releaseAll(DataSource database) {
        new TaskRows(database, TABLE).releaseAll();
    }

    public void start() {
        scheduler.start();
    }

    /** Asks where the App is installed; whoever needs an answer asks again until it is new enough. */
    public void findNow() {
        now(FIND, ALL);
    }

    /** Asks what an installation has; whoever needs an answer asks again until it is new enough. */
    public void pollNow(long installation) {
        now(POLL, Long.toString(installation));
    }

    /** What failed last keeps its time: it would fail again. */
    private void now(TaskDescriptor<Void> task, String id) {
        boolean failing = scheduler
                .getScheduledExecution(TaskInstanceId.of(task.getTaskName(), id))
                .filter(it -> it.isPicked() || it.getConsecutiveFailures() > 0)
                .isPresent();
        if (failing) {
            return;
        }
        try {
            scheduler.schedule(
                    task.instance(id).scheduledTo(clock.now()), SchedulerClient.ScheduleOptions.WHEN_EXISTS_RESCHEDULE);
            scheduler.triggerCheckForDueExecutions();
        } catch (TaskInstanceCurrentlyExecutingException | ExecutionException e) {
            // The second where it was begun just between being looked up and being moved.
            LOG.debug("{} {} is under way", task.getTaskName(), id);
        }
    }

    @Override
    public void close() {
        scheduler.stop();
        rows.handBack(name);
    }
}
