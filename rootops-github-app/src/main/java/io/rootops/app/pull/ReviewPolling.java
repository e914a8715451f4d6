package io.rootops.app.pull;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.app.github.PullRequestsApi;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.forge.ForgeForbiddenException;
import io.rootops.core.forge.ForgeLimitException;
import io.rootops.core.memory.PullRequestMemory;
import io.rootops.core.memory.PullRequestMemory.Unreviewed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Asks who approves of pull requests of which something was heard. Thread-safe. */
final class ReviewPolling {
    /** Each costs a call. */
    private static final int AT_ONCE = 10;
    /** A pull request that GitHub does not know is left for so long, unless more is heard of it. */
    private static final Duration GONE = Duration.ofHours(1);
    /** The same of one that it fails on. */
    private static final Duration UNANSWERED = Duration.ofMinutes(10);

    private final PullRequestMemory pulls;
    private final PullRequestsApi github;
    private final Holds holds;
    private final InstantSource clock;
    private final Map<Question, Instant> unanswered = new ConcurrentHashMap<>();

    private record Question(RepositoryId repository, Unreviewed about) {}

    ReviewPolling(PullRequestMemory pulls, PullRequestsApi github, Holds holds, InstantSource clock) {
        this.pulls = pulls;
        this.github = github;
        this.holds = holds;
        this.clock = clock;
    }

    void poll(TrackedRepository repository) {
        if (repository.kind() != TrackedRepository.Kind.GITHUB || holds.held(repository)) {
            return;
        }
        try {
            unanswered.values().removeIf(until -> !clock.instant().isBefore(until));
            List<Unreviewed> due = pulls.unreviewed(repository.id(), AT_ONCE + unanswered.size()).stream()
                    .filter(it -> !unanswered.containsKey(new Question(repository.id(), it)))
                    .limit(AT_ONCE)
                    .toList();
            if (!due.isEmpty() && github.mayAsk(repository)) {
                review(repository, due);
            }
        } catch (ForgeException e) {
            holds.failed(repository, e);
        }
    }

    /** One that GitHub cannot answer about does not hold up those behind it. */
    private void review(TrackedRepository repository, List<Unreviewed> due) throws ForgeException {
        boolean failed = false;
        for (Unreviewed it : due) {
            try {
                Optional<JsonNode> reviews =
                        github.reviews(repository, it.pull().number());
                if (reviews.isPresent()) {
                    pulls.reviewed(repository.id(), it, Approvals.of(reviews.get()));
                } else {
                    unanswered.put(
                            new Question(repository.id(), it), clock.instant().plus(GONE));
                }
            } catch (ForgeLimitException | ForgeForbiddenException e) {
                throw e;
            } catch (ForgeException e) {
                unanswered.put(
                        new Question(repository.id(), it), clock.instant().plus(UNANSWERED));
                if (failed) {
                    // It may be GitHub, and not these.
                    throw e;
                }
                failed = true;
            }
        }
    }
}
