package io.rootops.core.vitals;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the shared memory stood at one moment; the same for all replicas. Ages are in seconds by the database's clock, and
 * not below 0.
 *
 * @param at when it was read
 * @param repositories by state; a state without repositories may be absent
 * @param budgets what GitHub allows, those with the least left first, {@link Budget#MOST} at most
 * @param alarms what looked wrong between deployments, by what people said of it; what never happened may be absent
 * @param databaseBytes size of the whole database on its disk
 */
public record Vitals(
        Instant at,
        Inbox inbox,
        Outbox outbox,
        List<Repositories> repositories,
        List<Tasks> tasks,
        List<Budget> budgets,
        Models models,
        List<Alarms> alarms,
        long databaseBytes) {

    /**
     * Deliveries.
     *
     * @param waiting whose work is not done yet
     * @param retrying those of them that have failed before
     * @param oldestSeconds how long the oldest of them has waited; 0: none waits
     * @param dead set aside
     * @param lastSeconds since the last one came; null: none ever did
     * @param fetched that did not arrive by themselves and were fetched from GitHub's log of them, ever
     */
    public record Inbox(
            long waiting,
            long retrying,
            double oldestSeconds,
            long dead,
            @Nullable Double lastSeconds,
            long fetched) {}

    /**
     * Reports to the forge: check runs, statuses, comments.
     *
     * @param due of repositories that are followed
     * @param oldestSeconds how long the first of them has been past its time; 0: none is
     * @param setAside not tried again before their score changes
     */
    public record Outbox(long due, double oldestSeconds, long setAside) {}

    /**
     * Repositories in one state.
     *
     * @param state as {@link io.rootops.core.change.TrackedRepository.State}, in lower case, or {@code paused}
     * @param lagSeconds how long the reading that waits longest is past its time; 0: none is
     * @param owed those that somebody asked to have read and that were not since
     */
    public record Repositories(String state, long count, double lagSeconds, long owed, long scoredCommits) {}

    /**
     * Planned work of one kind.
     *
     * @param due past its time, and nobody has begun
     * @param running begun
     * @param failing failed the last time
     * @param lagSeconds how long the one that waits longest is past its time; 0: none is
     */
    public record Tasks(String name, long planned, long due, long running, long failing, double lagSeconds) {}

    /**
     * What GitHub allows one installation of the App, or a token.
     *
     * @param account login that the App is installed on, or {@code GITHUB_TOKEN}
     * @param limit requests an hour
     * @param remaining now: all of them once the time of the reset has passed
     */
    public record Budget(String account, int limit, int remaining, double resetSeconds) {
        /** More installations than this are not told of. */
        public static final int MOST = 50;
    }

    /**
     * Models of followed repositories.
     *
     * @param learned in use, with a part learned from the repository
     * @param versions kept, in use or not
     * @param oldestSeconds age of the oldest one in use that is learned; 0: none is
     * @param learningSeconds since the learning that is longest ago came to an end; 0: none did yet
     * @param learningProblems repositories whose last learning failed
     */
    public record Models(
            long learned, long versions, double oldestSeconds, double learningSeconds, long learningProblems) {}

    /**
     * Suspicions of one verdict.
     *
     * @param verdict confirmed, dismissed or expected by people; else unanswered, or held back by the budget
     */
    public record Alarms(String verdict, long count) {
        /** All that there are. */
        public static final List<String> VERDICTS = List.of("confirmed", "dismissed", "expected", "unanswered", "held");
    }
}
