package io.rootops.app.pull;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.app.github.ListPage;
import io.rootops.app.github.PullRequestsApi;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.forge.ForgeForbiddenException;
import io.rootops.core.forge.ForgeLimitException;
import io.rootops.core.memory.PullRequestMemory;
import io.rootops.core.memory.PullRequestMemory.Heard;
import io.rootops.core.memory.PullRequestMemory.Unreviewed;
import io.rootops.core.pull.PullRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks what changed of pull requests, for what no event told: one call where nothing did. All are listed, not the open
 * ones only, since one that was merged is told of by its last change. Thread-safe.
 */
public final class PullPolling {
    /** Of those that ended before RootOps looked: enough to say of recent commits where they came from. */
    private static final int PAGES_OF_THE_PAST = 5;
    /** A hundred each: no list is longer, but a server may count wrong. */
    private static final int MOST_PAGES = 1_000;
    /** Each costs a call. */
    private static final int REVIEWS_AT_ONCE = 10;

    private static final Duration FORBIDDEN = Duration.ofDays(1);
    private static final Duration UNSAID = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(PullPolling.class);

    private final PullRequestMemory pulls;
    private final PullRequestsApi github;
    private final Duration pause;
    private final InstantSource clock;
    private final Map<RepositoryId, Instant> notBefore = new ConcurrentHashMap<>();
    /** GitHub said so. */
    private final Map<RepositoryId, Instant> heldUntil = new ConcurrentHashMap<>();

    /** @param pause between two polls of a repository, whatever it is read for */
    public PullPolling(PullRequestMemory pulls, PullRequestsApi github, Duration pause, InstantSource clock) {
        this.pulls = pulls;
        this.github = github;
        this.pause = pause;
        this.clock = clock;
    }

    /**
     * Keeps what is new. A failure costs nothing: the next call goes on where the last good one ended.
     *
     * @return whether something is to be read
     */
    public boolean poll(TrackedRepository repository) {
        return poll(repository, (pull, heard) -> pulls.store(repository.id(), pull, heard));
    }

    /** The same without waiting for a repository that is being written, such as ranked anew: then it is left for later. */
    public boolean pollIfFree(TrackedRepository repository) {
        return poll(
                repository,
                (pull, heard) -> pulls.storeIfFree(repository.id(), pull, heard).orElseThrow(BusyException::new));
    }

    private boolean poll(TrackedRepository repository, Storing storing) {
        Instant now = clock.instant();
        if (repository.kind() != TrackedRepository.Kind.GITHUB
                || held(repository, now)
                || now.isBefore(notBefore.getOrDefault(repository.id(), Instant.MIN))) {
            return false;
        }
        notBefore.put(repository.id(), now.plus(pause));
        try {
            if (!github.mayAsk(repository)) {
                return false;
            }
            Optional<Instant> seenTo = pulls.seenTo(repository.id());
            if (seenTo.isPresent()) {
                return changes(repository, seenTo.get(), storing);
            }
            first(repository, storing);
        } catch (BusyException e) {
            notBefore.remove(repository.id());
        } catch (ForgeException e) {
            // Also where nothing is polled by itself, the next event may ask again.
            notBefore.put(repository.id(), now.plus(pause.compareTo(UNSAID) < 0 ? pause : UNSAID));
            failed(repository, e);
        }
        return false;
    }

    /** Asks who approves of what has changed; to be called after the reading, which waits for nothing of it. */
    public void reviews(TrackedRepository repository) {
        if (repository.kind() != TrackedRepository.Kind.GITHUB || held(repository, clock.instant())) {
            return;
        }
        try {
            List<Unreviewed> due = pulls.unreviewed(repository.id(), REVIEWS_AT_ONCE);
            if (due.isEmpty() || !github.mayAsk(repository)) {
                return;
            }
            for (Unreviewed it : due) {
                pulls.reviewed(
                        repository.id(),
                        it,
                        Approvals.of(
                                github.reviews(repository, it.pull().number()).items()));
            }
        } catch (ForgeException e) {
            failed(repository, e);
        }
    }

    private boolean held(TrackedRepository repository, Instant now) {
        return now.isBefore(heldUntil.getOrDefault(repository.id(), Instant.MIN));
    }

    private void failed(TrackedRepository repository, ForgeException e) {
        Instant now = clock.instant();
        if (e instanceof ForgeLimitException limit) {
            heldUntil.put(repository.id(), limit.until().orElse(now.plus(UNSAID)));
        }
        if (e instanceof ForgeForbiddenException) {
            heldUntil.put(repository.id(), now.plus(FORBIDDEN));
            LOG.warn("{}: pull requests are not asked for, for a day: {}", repository.name(), e.getMessage());
        } else {
            LOG.info("{}: pull requests are not asked for: {}", repository.name(), e.getMessage());
        }
    }

    private boolean changes(TrackedRepository repository, Instant seenTo, Storing storing)
            throws ForgeException, BusyException {
        ListPage first = github.allIfChanged(repository);
        if (first.unchanged()) {
            return false;
        }
        Taken taken = take(repository, first, Heard.CHANGED, seenTo, MOST_PAGES, storing);
        pulls.seenTo(repository.id(), taken.newest());
        github.keep(repository, first);
        return taken.news();
    }

    private void first(TrackedRepository repository, Storing storing) throws ForgeException, BusyException {
        // All open ones, since they may stay open for long; of the others those that changed last.
        Instant open = take(repository, github.open(repository), Heard.BACKLOG, Instant.MIN, MOST_PAGES, storing)
                .newest();
        Instant all = take(repository, github.all(repository), Heard.BACKLOG, Instant.MIN, PAGES_OF_THE_PAST, storing)
                .newest();
        Instant newest = open.isAfter(all) ? open : all;
        pulls.seenTo(repository.id(), newest.isAfter(Instant.EPOCH) ? newest : Instant.EPOCH);
    }

    /**
     * Takes pages until one holds what was seen before.
     *
     * @return with GitHub's time of the newest, or {@code seenTo}
     */
    private Taken take(
            TrackedRepository repository, ListPage first, Heard heard, Instant seenTo, int mostPages, Storing storing)
            throws ForgeException, BusyException {
        Instant newest = seenTo;
        boolean kept = false;
        ListPage page = first;
        for (int i = 1; ; i++) {
            boolean unseen = true;
            for (JsonNode item : page.items()) {
                Optional<PullRequest> pull = PullRequestJson.read(item);
                if (pull.isPresent()) {
                    Instant updated = pull.get().updatedAt();
                    unseen &= !updated.isBefore(seenTo);
                    newest = updated.isAfter(newest) ? updated : newest;
                    // What was seen in the same second is in each list again.
                    kept |= storing.store(pull.get(), heard) && updated.isAfter(seenTo);
                }
            }
            if (!unseen || page.next() == null || i >= mostPages) {
                return new Taken(newest, kept);
            }
            page = github.after(repository, page);
        }
    }

    /** @param news something of it was not known */
    private record Taken(Instant newest, boolean news) {}

    private interface Storing {
        boolean store(PullRequest pull, Heard heard) throws BusyException;
    }

    private static final class BusyException extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
