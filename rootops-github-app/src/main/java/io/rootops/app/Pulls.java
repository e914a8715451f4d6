package io.rootops.app;

import io.rootops.app.github.GitHubAddress;
import io.rootops.app.github.GitHubTokens;
import io.rootops.app.github.PullRequestsApi;
import io.rootops.app.pull.PullPolling;
import io.rootops.app.pull.PullRequestHandler;
import io.rootops.app.pull.RerequestHandler;
import io.rootops.app.webhook.EventHandler;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.PullRequestMemory;
import io.rootops.core.memory.ReadingRequests;
import io.rootops.core.schedule.RepositorySchedule;
import io.rootops.core.settings.Settings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The ways by which pull requests come in. */
final class Pulls {
    private static final Duration ONLY_ONCE = Duration.ofDays(36_500);

    private final PullRequestMemory memory;
    private final PullPolling polling;

    Pulls(Settings settings, Memory memory, GitHubTokens tokens) {
        InstantSource clock = InstantSource.system();
        GitHubAddress address = new GitHubAddress(settings.githubUrl(), settings.githubApiUrl());
        this.memory = memory.pulls();
        this.polling = new PullPolling(
                this.memory,
                new PullRequestsApi(address, tokens, clock),
                // A repository is read more often than that where it is pushed to.
                settings.autoPolling() ? settings.githubPollInterval().dividedBy(2) : ONLY_ONCE,
                clock);
    }

    /** To be called before a reading, which then reads what is new. */
    void poll(TrackedRepository repository) {
        polling.poll(repository);
    }

    /** To be called after a reading. */
    void enrich(TrackedRepository repository) {
        polling.reviews(repository);
    }

    List<EventHandler> handlers(ReadingRequests requests, RepositorySchedule schedule, Reports reports) {
        return List.of(
                new PullRequestHandler(memory, requests, schedule::readNow),
                RerequestHandler.ofRuns(reports::again),
                RerequestHandler.ofSuites(reports::again));
    }
}
