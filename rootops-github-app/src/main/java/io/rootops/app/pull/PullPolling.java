package io.rootops.app.pull;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.app.github.ListPage;
import io.rootops.app.github.PollPauses;
import io.rootops.app.github.PullRequestsApi;
import io.rootops.app.github.Refusals;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.memory.PullRequestMemory;
import io.rootops.core.memory.PullRequestMemory.Heard;
import io.rootops.core.pull.PullRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Asks what changed of pull requests, for what no event told: one call where nothing did. All are listed, not the open
 * ones only, since one that was merged is told of by its last change. Thread-safe.
 */
public final class PullPolling {
    /** Of those that ended before RootOps looked: enough to say of recent commits where they came from. */
    private static final int PAGES_OF_THE_PAST = 5;
    /** A hundred each: no list is longer, but a server may count wrong. */
    private static final int MOST_PAGES = 1_000;

    private final PullRequestMemory pulls;
    private final PullRequestsApi github;
    private final PollPauses pauses;
    private final Holds holds;
    private final ReviewPolling reviews;

    /** @param pause between two polls of a repository, whatever it is read for */
    public PullPolling(
            PullRequestMemory pulls, PullRequestsApi github, Refusals refusals, Duration pause, InstantSource clock) {
        this.pulls = pulls;
        this.github = github;
        this.pauses = new PollPauses("pull requests", pause, clock);
        this.holds = new Holds(refusals, clock);
        this.reviews = new ReviewPolling(pulls, github, holds, clock);
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
        if (repository.kind() != TrackedRepository.Kind.GITHUB || holds.held(repository) || !pauses.begin(repository)) {
            return false;
        }
        try {
            if (!github.mayAsk(repository)) {
                return false;
            }
            Optional<Instant> seenTo = pulls.seenTo(repository.id());
            boolean news = false;
            if (seenTo.isPresent()) {
                news = changes(repository, seenTo.get(), storing);
            } else if (github.plenty(repository)) {
                first(repository, storing);
            } else {
                pauses.soonAgain(repository);
                return false;
            }
            holds.allowed(repository);
            return news;
        } catch (BusyException e) {
            pauses.atOnce(repository);
        } catch (ForgeException e) {
            pauses.soonAgain(repository);
            holds.failed(repository, e);
        }
        return false;
    }

    /** Asks who approves of what has changed; to be called after the reading, which waits for nothing of it. */
    public void reviews(TrackedRepository repository) {
        reviews.poll(repository);
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
