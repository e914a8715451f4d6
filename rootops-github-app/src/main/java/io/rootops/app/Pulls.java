package io.rootops.app;

import io.rootops.app.github.IssuesApi;
import io.rootops.app.github.PullRequestsApi;
import io.rootops.app.github.Refusals;
import io.rootops.app.github.RepositoryLists;
import io.rootops.app.pull.IssueHandler;
import io.rootops.app.pull.IssuePolling;
import io.rootops.app.pull.PullPolling;
import io.rootops.app.pull.PullRequestHandler;
import io.rootops.app.pull.ReviewHandler;
import io.rootops.app.webhook.EventHandler;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.engine.IncidentReporting;
import io.rootops.core.memory.IssueMemory;
import io.rootops.core.memory.PullRequestMemory;
import io.rootops.core.memory.ReadingRequests;
import io.rootops.core.schedule.RepositorySchedule;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/** The ways by which pull requests and issues come in. */
final class Pulls {
    private final PullRequestMemory memory;
    private final IssueMemory issues;
    private final IncidentReporting incidents;
    private final PullPolling polling;
    private final IssuePolling issuePolling;

    /** @param pause between two polls of a repository, whatever they are for */
    Pulls(Memory memory, IncidentReporting incidents, RepositoryLists lists, Duration pause) {
        this.memory = memory.pulls();
        this.issues = memory.issues();
        this.incidents = incidents;
        InstantSource clock = InstantSource.system();
        Refusals refusals = new Refusals(memory.refusals(), clock);
        this.polling = new PullPolling(this.memory, new PullRequestsApi(lists), refusals, pause, clock);
        this.issuePolling = new IssuePolling(issues, incidents, new IssuesApi(lists), refusals, pause, clock);
    }

    /** To be called before a reading, which then reads what is new. */
    void poll(TrackedRepository repository) {
        polling.poll(repository);
    }

    /** The same between readings, without waiting for one; whether there is something to read. */
    boolean pollIfFree(TrackedRepository repository) {
        return polling.pollIfFree(repository);
    }

    /** To be called after a reading, or between them. */
    void enrich(TrackedRepository repository) {
        polling.reviews(repository);
    }

    /** Asks how issues stand; to be called after the pull requests, which may close some. */
    void pollIssues(TrackedRepository repository) {
        issuePolling.poll(repository);
    }

    /** @param askNow has a repository polled for now */
    List<EventHandler> handlers(ReadingRequests requests, RepositorySchedule schedule, Consumer<RepositoryId> askNow) {
        return List.of(
                new PullRequestHandler(memory, requests, schedule::readNow),
                new ReviewHandler(memory, askNow),
                new IssueHandler(issues, incidents));
    }
}
