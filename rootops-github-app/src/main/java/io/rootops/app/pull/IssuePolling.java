package io.rootops.app.pull;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.app.github.ForgeJson;
import io.rootops.app.github.IssuesApi;
import io.rootops.app.github.ListPage;
import io.rootops.app.github.PollPauses;
import io.rootops.app.github.Refusals;
import io.rootops.app.github.Topic;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.engine.IncidentReporting;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.forge.ForgeForbiddenException;
import io.rootops.core.forge.ForgeLimitException;
import io.rootops.core.memory.IssueMemory;
import io.rootops.core.pull.Issue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Asks how issues stand, for what no event told: one call where nothing changed. What pull requests close and no list tells
 * of is asked for by its number, once. Thread-safe.
 */
public final class IssuePolling {
    /** A hundred each, pull requests among them. */
    private static final int PAGES_AT_FIRST = 10;
    /** After a long time without polls. */
    private static final int MOST_PAGES = 100;
    /** Each costs a call. */
    private static final int ONES_AT_ONCE = 10;

    private static final Duration LOOKS_BACK = Duration.ofDays(90);
    /** What was opened before is no news where it is first heard of by looking back: it would be a flood of incidents. */
    private static final Duration NEWS = Duration.ofDays(14);
    /** It is another repository's, which seldom changes. */
    private static final Duration ELSEWHERE = Duration.ofDays(7);
    /** One that GitHub fails on is left for so long. */
    private static final Duration UNANSWERED = Duration.ofHours(1);

    private final IssueMemory issues;
    private final IncidentReporting incidents;
    private final IssuesApi github;
    private final Refusals refusals;
    private final PollPauses pauses;

    /** @param pause between two polls of a repository, however often it is called */
    public IssuePolling(
            IssueMemory issues,
            IncidentReporting incidents,
            IssuesApi github,
            Refusals refusals,
            Duration pause,
            InstantSource clock) {
        this.issues = issues;
        this.incidents = incidents;
        this.github = github;
        this.refusals = refusals;
        this.pauses = new PollPauses("issues", pause, clock);
    }

    /** Keeps what is new. A failure costs nothing: the next call goes on where the last good one ended. */
    public void poll(TrackedRepository repository) {
        pauses.ask(
                repository,
                now -> !github.mayAsk(repository)
                        || refusals.unlessRefused(repository, Topic.ISSUES, () -> {
                            if (list(repository, now)) {
                                ones(repository, now);
                            } else {
                                pauses.soonAgain(repository);
                            }
                        }));
    }

    /**
     * Takes pages until one holds what was seen before.
     *
     * @return false: it was never read, and waits until there is room for that
     */
    private boolean list(TrackedRepository repository, Instant now) throws ForgeException {
        Optional<Instant> seenTo = issues.seenTo(repository.id());
        if (seenTo.isEmpty() && !github.plenty(repository)) {
            return false;
        }
        ListPage first = github.allIfChanged(repository);
        if (first.unchanged()) {
            return true;
        }
        Instant oldest = now.minus(LOOKS_BACK);
        Instant tellsFrom = seenTo.isPresent() ? Instant.EPOCH : now.minus(NEWS);
        Instant until = seenTo.filter(oldest::isBefore).orElse(oldest);
        int most = seenTo.isPresent() ? MOST_PAGES : PAGES_AT_FIRST;
        Instant newest = Instant.EPOCH;
        ListPage page = first;
        for (int i = 1; ; i++) {
            boolean unseen = true;
            for (JsonNode item : page.items()) {
                Instant updated = ForgeJson.time(item.path("updated_at"));
                if (updated != null) {
                    unseen &= !updated.isBefore(until);
                    newest = updated.isAfter(newest) ? updated : newest;
                    issue(item).ifPresent(it -> keep(repository, it, item, tellsFrom));
                }
            }
            if (!unseen || page.next() == null || i >= most) {
                break;
            }
            page = github.after(repository, page);
        }
        issues.seenTo(repository.id(), newest);
        github.keep(repository, first);
        return true;
    }

    private void ones(TrackedRepository repository, Instant now) throws ForgeException {
        boolean failed = false;
        for (int number : issues.untold(repository.id(), now.minus(LOOKS_BACK), now, ONES_AT_ONCE)) {
            if (!github.plenty(repository)) {
                return;
            }
            try {
                Optional<JsonNode> one = github.one(repository, number);
                boolean elsewhere = one.isPresent() && !github.isOf(repository, one.get());
                Optional<Issue> told = one.filter(it -> !elsewhere)
                        .flatMap(IssuePolling::issue)
                        .filter(it -> it.number() == number);
                told.ifPresent(it -> keep(repository, it, one.get(), now.minus(NEWS)));
                if (told.isEmpty()) {
                    // A repository that was renamed just now is known by its former name for a while.
                    issues.askedInVain(repository.id(), number, elsewhere ? now.plus(ELSEWHERE) : null);
                }
            } catch (ForgeLimitException | ForgeForbiddenException e) {
                throw e;
            } catch (ForgeException e) {
                issues.askedInVain(repository.id(), number, now.plus(UNANSWERED));
                if (failed) {
                    // It may be GitHub, and not these.
                    throw e;
                }
                failed = true;
            }
        }
    }

    /** @param tellsFrom an issue that was opened before tells of no incident */
    private void keep(TrackedRepository repository, Issue issue, JsonNode item, Instant tellsFrom) {
        issues.store(repository.id(), issue);
        if (!issue.openedAt().isBefore(tellsFrom)) {
            incidents.tell(repository, issue, IssueHandler.body(item));
        }
    }

    private static Optional<Issue> issue(JsonNode item) {
        return item.hasNonNull("pull_request") ? Optional.empty() : IssueHandler.read(item, "");
    }
}
