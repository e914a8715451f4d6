package io.rootops.core.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import io.rootops.core.change.RepositoryId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When repositories are read and learned from: read at once when they are followed, then again and again; learned from
 * when there is something new, and each night. One execution each a repository, in
 * the database, so that replicas share the work and a killed process's work is taken up by another.
 */
public final class RepositorySchedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RepositorySchedule.class);
    private static final String TABLE = "scheduled_tasks";
    private static final TaskDescriptor<Void> READ = TaskDescriptor.of("read-repository");
    private static final TaskDescriptor<Void> READ_AHEAD = TaskDescriptor.of("read-ahead");
    private static final TaskDescriptor<Void> LEARN = TaskDescriptor.of("learn-from-repository");
    private static final int AT_ONCE = 4;
    /** Of them first readings and learnings, which take minutes: what was pushed just now does not wait for them. */
    private static final int LONG_AT_ONCE = 2;
    /** Where so many are under way already, the next one looks again after this. */
    private static final Duration NO_ROOM = Duration.ofSeconds(2);

    /** A killed process's work is taken up after heartbeat x missed beats. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private static final int MISSED_HEARTBEATS = 4;
    /** What fails is tried again after this, and twice as long each time that it fails again, up to {@link #LONGEST}. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

    private static final Duration SOON = Duration.ofSeconds(60);

    private static final Duration LONGEST = Duration.ofHours(1);

    private final Scheduler scheduler;
    private final SchedulerName name = TaskRows.name();
    private final TaskRows rows;
    private final DatabaseClock clock;
    private final Predicate<RepositoryId> unread;

    /**
     * Not yet running.
     *
     * @param unread whether a repository was never read to its end with all its branches
     * @param read reads a repository and says after how long it is to be read again; empty: never
     * @param ahead reads what was pushed to a repository that is unread, and says the same
     * @param learn learns from a repository and says the same
     */
    public RepositorySchedule(
            DataSource database,
            Predicate<RepositoryId> unread,
            Function<RepositoryId, Optional<Duration>> read,
            Function<RepositoryId, Optional<Duration>> ahead,
            Function<RepositoryId, Optional<Duration>> learn) {
        this.unread = unread;
        rows = new TaskRows(database, TABLE);
        clock = new DatabaseClock(database);
        Semaphore room = new Semaphore(LONG_AT_ONCE);
        scheduler = Scheduler.create(
                        database,
                        task(READ, "Reading", leavingRoom(room, unread, read)),
                        task(READ_AHEAD, "Reading ahead of", leavingRoom(new Semaphore(1), id -> true, ahead)),
                        task(LEARN, "Learning from", leavingRoom(room, id -> true, learn)))
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

    private static Function<RepositoryId, Optional<Duration>> leavingRoom(
            Semaphore room, Predicate<RepositoryId> isLong, Function<RepositoryId, Optional<Duration>> work) {
        return id -> {
            if (!isLong.test(id)) {
                return work.apply(id);
            }
            if (!room.tryAcquire()) {
                return Optional.of(NO_ROOM);
            }
            try {
                return work.apply(id);
            } finally {
                room.release();
            }
        };
    }

    private static CustomTask<Void> task(
            TaskDescriptor<Void> descriptor, String doing, Function<RepositoryId, Optional<Duration>> work) {
        return SelfPaced.task(
                descriptor,
                (complete, operations) -> {
                    Duration pause = pause(complete.getExecution().consecutiveFailures);
                    LOG.error(
                            "{} repository {} failed; tried again in {} s",
                            doing,
                            complete.getExecution().getId(),
                            pause.toSeconds(),
                            complete.getCause().orElse(null));
                    operations.reschedule(complete, complete.getTimeDone().plus(pause));
                },
                id -> work.apply(new RepositoryId(Integer.parseInt(id))));
    }

    /** @param failures in a row before this one */
    private static Duration pause(int failures) {
        Duration pause = AFTER_FAILURE;
        for (int i = 0; i < failures && pause.compareTo(LONGEST) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }

    /**
     * To be called before {@link #start} by the only process that uses the database: what a killed one was reading is
     * taken up at once instead of after its missed heartbeats.
     */
    public static void releaseAll(DataSource database) {
        new TaskRows(database, TABLE).releaseAll();
    }

    public void start() {
        scheduler.start();
    }

    /**
     * Reads it now. One that is being read just now, perhaps by another process, is left to that reading, or to whoever
     * takes it up when that process was killed; it is read again after its pause.
     */
    public void readNow(RepositoryId repository) {
        now(READ, repository);
    }

    private void now(TaskDescriptor<Void> task, RepositoryId repository) {
        try {
            scheduler.schedule(
                    task.instance(Integer.toString(repository.value())).scheduledTo(clock.now()),
                    SchedulerClient.ScheduleOptions.WHEN_EXISTS_RESCHEDULE);
        } catch (TaskInstanceCurrentlyExecutingException | ExecutionException e) {
            // The second where it was begun, or moved by another replica, just between being looked up and being moved.
            // Said for each push of a busy repository.
            LOG.debug("{} of repository {} is under way already", task.getTaskName(), repository.value());
        }
    }

    /** Somebody pushed to it: reads it now, and ahead of a first reading that is under way or waits for its turn. */
    public void pushed(RepositoryId repository) {
        readNow(repository);
        if (unread.test(repository)) {
            now(READ_AHEAD, repository);
        }
    }

    /**
     * Reads it now unless that is planned for the next minute or under way. For readings that are owed: one that was
     * asked for just when another one ended, or by a process that was killed. Where the last reading failed, the next
     * one keeps its time: it is owed because of that failure.
     */
    public void readSoon(RepositoryId repository) {
        String id = Integer.toString(repository.value());
        Instant soon = clock.now().plus(SOON);
        boolean planned = scheduler
                .getScheduledExecution(TaskInstanceId.of(READ.getTaskName(), id))
                .filter(it -> it.isPicked()
                        || it.getConsecutiveFailures() > 0
                        || !it.getExecutionTime().isAfter(soon))
                .isPresent();
        if (!planned) {
            readNow(repository);
        }
    }

    /**
     * Learns from it after this time, so that what arrives until then is learned from with it; sooner where that was
     * planned already. Where the last learning failed, the next one keeps its time: it would fail again.
     */
    public void learnSoon(RepositoryId repository, Duration after) {
        String id = Integer.toString(repository.value());
        Instant time = clock.now().plus(after);
        try {
            boolean planned = scheduler
                    .getScheduledExecution(TaskInstanceId.of(LEARN.getTaskName(), id))
                    .filter(it -> it.getConsecutiveFailures() > 0
                            || !it.getExecutionTime().isAfter(time))
                    .isPresent();
            if (!planned) {
                scheduler.schedule(
                        LEARN.instance(id).scheduledTo(time), SchedulerClient.ScheduleOptions.WHEN_EXISTS_RESCHEDULE);
            }
        } catch (TaskInstanceCurrentlyExecutingException | ExecutionException e) {
            LOG.debug("Repository {} is being learned from already", repository.value());
        }
    }

    @Override
    public void close() {
        scheduler.stop();
        rows.handBack(name);
    }
}
