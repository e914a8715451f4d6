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
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When a forge is asked what no event told of a repository besides its code: one execution each, in the database, so that
 * replicas share them, on threads of its own, so that reading long histories holds none up.
 */
public final class PollSchedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PollSchedule.class);
    private static final String TABLE = "poll_tasks";
    private static final TaskDescriptor<Void> POLL = TaskDescriptor.of("poll-repository");
    private static final int AT_ONCE = 2;
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(60);
    /** Those that begin together get so much room each, by chance, up to the longest. */
    private static final Duration ROOM = Duration.ofSeconds(2);

    private static final Duration LONGEST_ROOM = Duration.ofMinutes(10);

    private final Scheduler scheduler;
    private final SchedulerName name = TaskRows.name();
    private final TaskRows rows;
    private final PollRequests requests;
    private final DatabaseClock clock;
    private final RandomGenerator random;

    /**
     * Not yet running.
     *
     * @param poll asks for one repository, and says after how long again; empty: not by itself
     */
    public PollSchedule(DataSource database, Function<RepositoryId, Optional<Duration>> poll, RandomGenerator random) {
        this.random = random;
        rows = new TaskRows(database, TABLE);
        requests = new PollRequests(database);
        clock = new DatabaseClock(database);
        scheduler = Scheduler.create(database, task(poll))
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

    private CustomTask<Void> task(Function<RepositoryId, Optional<Duration>> poll) {
        return SelfPaced.task(
                POLL,
                (complete, operations) -> {
                    LOG.error(
                            "Polling for repository {} failed; tried again in {} s",
                            complete.getExecution().getId(),
                            AFTER_FAILURE.toSeconds(),
                            complete.getCause().orElse(null));
                    operations.reschedule(complete, complete.getTimeDone().plus(AFTER_FAILURE));
                },
                id -> {
                    RepositoryId repository = new RepositoryId(Integer.parseInt(id));
                    requests.begun(repository);
                    return poll.apply(repository);
                },
                id -> again(new RepositoryId(Integer.parseInt(id))));
    }

    /** Whoever asked while it was under way found it picked, and what was asked for may have been passed by then. */
    private void again(RepositoryId repository) {
        if (requests.open(repository)) {
            now(repository);
        }
    }

    /** As {@link RepositorySchedule#releaseAll}. */
    public static void releaseAll(DataSource database) {
        new TaskRows(database, TABLE).releaseAll();
    }

    /** What fell due while nobody was there is spread, but for what somebody asked for. */
    public void start() {
        rows.spreadOverdue(ROOM, LONGEST_ROOM, PollRequests.INSTANCES);
        scheduler.start();
    }

    /** Polls for it, unless that is planned: at once, or in turn where many begin. */
    public void ensure(RepositoryId repository) {
        long others = rows.neverDone();
        Duration room = ROOM.multipliedBy(others);
        Duration most = room.compareTo(LONGEST_ROOM) > 0 ? LONGEST_ROOM : room;
        Duration wait = Duration.ofMillis(Math.round(most.toMillis() * random.nextDouble()));
        scheduler.scheduleIfNotExists(
                POLL.instance(id(repository)).scheduledTo(clock.now().plus(wait)));
    }

    /**
     * Polls for it at once; where it is being polled for, once more after that. What failed last keeps its time, and
     * answers this then.
     */
    public void pollNow(RepositoryId repository) {
        requests.ask(repository);
        now(repository);
    }

    private void now(RepositoryId repository) {
        boolean busy = scheduler
                .getScheduledExecution(TaskInstanceId.of(POLL.getTaskName(), id(repository)))
                .filter(it -> it.isPicked() || it.getConsecutiveFailures() > 0)
                .isPresent();
        if (busy) {
            return;
        }
        try {
            scheduler.schedule(
                    POLL.instance(id(repository)).scheduledTo(clock.now()),
                    SchedulerClient.ScheduleOptions.WHEN_EXISTS_RESCHEDULE);
        } catch (TaskInstanceCurrentlyExecutingException | ExecutionException e) {
            // Begun just between being looked up and being moved: it answers the request, or looks for it at its end.
            LOG.debug("Repository {} is being polled for", repository.value());
        }
    }

    private static String id(RepositoryId repository) {
        return Integer.toString(repository.value());
    }

    @Override
    public void close() {
        scheduler.stop();
        rows.handBack(name);
    }
}
