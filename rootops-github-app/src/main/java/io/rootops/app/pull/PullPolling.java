package io.rootops.app.pull;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.app.github.PullRequestsApi;
import io.rootops.app.github.PullRequestsApi.Page;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.forge.ForgeForbiddenException;
import io.rootops.core.forge.ForgeLimitException;
import io.rootops.core.memory.PullRequestMemory;
import io.rootops.core.memory.PullRequestMemory.Heard;
import io.rootops.core.pull.PullRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private final Set<RepositoryId> unreviewed = ConcurrentHashMap.newKeySet();

    /** @param pause between two polls of a repository, whatever it is read for */
    public PullPolling(PullRequestMemory pulls, PullRequestsApi github, Duration pause, InstantSource clock) {
        this.pulls = pulls;
        this.github = github;
        this.pause = pause;
        this.clock = clock;
    }

    /** Keeps what is new. A failure costs nothing: the next call goes on where the last good one ended. */
    public void poll(TrackedRepository repository) {
        Instant now = clock.instant();
        if (repository.kind() != TrackedRepository.Kind.GITHUB
                || now.isBefore(notBefore.getOrDefault(repository.id(), Instant.MIN))) {
            return;
        }
        notBefore.put(repository.id(), now.plus(pause));
        try {
            if (github.mayAsk(repository)) {
                Optional<Instant> seenTo = pulls.seenTo(repository.id());
                if (seenTo.isPresent()) {
                    changes(repository, seenTo.get());
                } else {
                    first(repository);
                }
                unreviewed.add(repository.id());
            }
        } catch (ForgeException e) {
            failed(repository, e);
        }
    }

    /** Asks who approves, once a poll; to be called after the reading, which waits for nothing of it. */
    public void reviews(TrackedRepository repository) {
        if (!unreviewed.remove(repository.id())) {
            return;
        }
        try {
            for (PullRequest pull : pulls.unreviewed(repository.id(), REVIEWS_AT_ONCE)) {
                pulls.reviewed(
                        repository.id(),
                        pull,
                        Approvals.of(github.reviews(repository, pull.number()).items()));
            }
        } catch (ForgeException e) {
            failed(repository, e);
        }
    }

    private void failed(TrackedRepository repository, ForgeException e) {
        Instant now = clock.instant();
        if (e instanceof ForgeLimitException limit) {
            notBefore.put(repository.id(), limit.until().orElse(now.plus(UNSAID)));
        }
        if (e instanceof ForgeForbiddenException) {
            notBefore.put(repository.id(), now.plus(FORBIDDEN));
            LOG.warn("{}: pull requests are not asked for, for a day: {}", repository.name(), e.getMessage());
        } else {
            LOG.info("{}: pull requests are not asked for: {}", repository.name(), e.getMessage());
        }
    }

    private void changes(TrackedRepository repository, Instant seenTo) throws ForgeException {
        Page first = github.allIfChanged(repository);
        if (!first.unchanged()) {
            Instant newest = take(repository, first, Heard.CHANGED, seenTo, MOST_PAGES);
            pulls.seenTo(repository.id(), newest);
            github.keep(repository, first);
        }
    }

    private void first(TrackedRepository repository) throws ForgeException {
        // All open ones, since they may stay open for long; of the others those that changed last.
        Instant open = take(repository, github.open(repository), Heard.BACKLOG, Instant.MIN, MOST_PAGES);
        Instant all = take(repository, github.all(repository), Heard.BACKLOG, Instant.MIN, PAGES_OF_THE_PAST);
        Instant newest = open.isAfter(all) ? open : all;
        pulls.seenTo(repository.id(), newest.isAfter(Instant.EPOCH) ? newest : Instant.EPOCH);
    }

    /**
     * Takes pages until one holds what was seen before.
     *
     * @return GitHub's time of the newest, or {@code seenTo}
     */
    private Instant take(TrackedRepository repository, Page first, Heard heard, Instant seenTo, int mostPages)
            throws ForgeException {
        Instant newest = seenTo;
        Page page = first;
        for (int i = 1; ; i++) {
            boolean news = true;
            for (JsonNode item : page.items()) {
                Optional<PullRequest> pull = PullRequestJson.read(item);
                if (pull.isPresent()) {
                    Instant updated = pull.get().updatedAt();
                    news &= !updated.isBefore(seenTo);
                    newest = updated.isAfter(newest) ? updated : newest;
                    pulls.store(repository.id(), pull.get(), heard);
                }
            }
            if (!news || page.next() == null || i >= mostPages) {
                return newest;
            }
            page = github.after(repository, page);
        }
    }
}
