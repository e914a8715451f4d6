package io.rootops.app.check;

import io.rootops.app.github.ChecksApi;
import io.rootops.app.github.OwnChecks;
import io.rootops.app.github.PollPauses;
import io.rootops.app.github.Refusals;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.check.CheckConclusion;
import io.rootops.core.check.CheckConclusion.Progress;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.forge.ForgeForbiddenException;
import io.rootops.core.forge.ForgeLimitException;
import io.rootops.core.memory.CheckMemory;
import io.rootops.core.memory.CheckPolls;
import io.rootops.core.memory.CheckPolls.Due;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks what checks say of the commits that people look at, where no event told of it or of its end: some commits at a
 * time, each again after growing pauses until all its checks are completed. Thread-safe.
 */
public final class CheckPolling {
    /** Commits. Each costs two calls, or more where it has hundreds of checks. */
    private static final int AT_ONCE = 10;
    /** One job makes room for the next: only after this time without news there are no more. */
    private static final Duration QUIET = Duration.ofMinutes(10);
    /** What has not begun in this time mostly does not exist. */
    private static final Duration BEGINS = Duration.ofHours(1);

    private static final Duration ENDS = Duration.ofDays(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);
    private static final Logger LOG = LoggerFactory.getLogger(CheckPolling.class);

    private final CommitChecks checks;
    private final CheckPolls polls;
    private final ChecksApi github;
    private final PollPauses pauses;

    /**
     * @param own these are left out
     * @param pause between two polls of a repository, however often it is called
     */
    public CheckPolling(
            CheckMemory memory,
            CheckPolls polls,
            ChecksApi github,
            Refusals refusals,
            OwnChecks own,
            Duration pause,
            InstantSource clock) {
        this.checks = new CommitChecks(memory, github, refusals, own);
        this.polls = polls;
        this.github = github;
        this.pauses = new PollPauses("checks", pause, clock);
    }

    /** Keeps what is new. What fails is asked for again. */
    public void poll(TrackedRepository repository) {
        pauses.ask(repository, now -> {
            if (!github.mayAsk(repository)) {
                return true;
            }
            askForDue(repository, now);
            return checks.allAllowed(repository);
        });
    }

    /** One commit that GitHub cannot answer about does not hold up those behind it. */
    private void askForDue(TrackedRepository repository, Instant now) throws ForgeException {
        List<Due> due = polls.due(repository.id(), now, AT_ONCE);
        if (due.isEmpty() || due.size() == AT_ONCE) {
            // Where all is asked for only once: the history may not have been read yet, or there is more.
            pauses.atOnce(repository);
        }
        boolean failed = false;
        for (Due it : due) {
            boolean news = it.at().isAfter(now.minus(ENDS));
            if (!checks.anyAllowed(repository)
                    || !news && !github.plenty(repository)
                    || !polls.claim(repository.id(), it, now, now.plus(next(it, now)))) {
                continue;
            }
            try {
                if (over(it, checks.take(repository, it.sha()), now)) {
                    polls.settled(repository.id(), it);
                }
            } catch (ForgeLimitException | ForgeForbiddenException e) {
                throw e;
            } catch (ForgeException e) {
                if (failed) {
                    // It may be GitHub, and not these.
                    throw e;
                }
                failed = true;
                LOG.info("{}: checks of {} are not known yet: {}", repository.name(), it.sha(), e.getMessage());
            }
        }
    }

    /** As long as it was waited for so far, so each pause is about twice the one before. */
    private Duration next(Due it, Instant now) {
        Duration waited = it.firstAskedAt() == null ? Duration.ZERO : Duration.between(it.firstAskedAt(), now);
        Duration next = waited.compareTo(pauses.pause()) > 0 ? waited : pauses.pause();
        return next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
    }

    /** Whether nothing more is expected of a commit. */
    private static boolean over(Due it, List<CheckConclusion> told, Instant now) {
        Duration waited = it.firstAskedAt() == null ? Duration.ZERO : Duration.between(it.firstAskedAt(), now);
        if (told.isEmpty()) {
            // An old commit may have been pushed just now; that is long ago when it is asked for again.
            return waited.compareTo(BEGINS) >= 0 || !waited.isZero() && it.at().isBefore(now.minus(ENDS));
        }
        return waited.compareTo(ENDS) >= 0 || told.stream().allMatch(check -> over(check, now));
    }

    private static boolean over(CheckConclusion check, Instant now) {
        Instant at = check.completedAt() == null ? check.at() : check.completedAt();
        return check.progress() == Progress.COMPLETED && at.isBefore(now.minus(QUIET));
    }
}
