package io.rootops.app.github;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.forge.ForgeException;
import java.util.Optional;

/** What GitHub's REST API knows of the checks of a commit. Thread-safe. */
public final class ChecksApi {
    private final RepositoryLists lists;

    public ChecksApi(RepositoryLists lists) {
        this.lists = lists;
    }

    /** As {@link RepositoryLists#mayAsk}. */
    public boolean mayAsk(TrackedRepository repository) throws ForgeException {
        return lists.mayAsk(repository);
    }

    /** As {@link RepositoryLists#plenty}. */
    public boolean plenty(TrackedRepository repository) throws ForgeException {
        return lists.plenty(repository);
    }

    /** The first page of the newest attempt of each check run, in {@code check_runs}; empty: there is no such commit. */
    public Optional<ListPage> runs(TrackedRepository repository, String sha) throws ForgeException {
        return lists.ofCommit(
                repository, Topic.CHECK_RUNS, "/commits/" + sha + "/check-runs?filter=latest&per_page=100");
    }

    /** The first page of the newest status of each context, in {@code statuses}; empty: there is no such commit. */
    public Optional<ListPage> statuses(TrackedRepository repository, String sha) throws ForgeException {
        return lists.ofCommit(repository, Topic.STATUSES, "/commits/" + sha + "/status?per_page=100");
    }

    /** As {@link RepositoryLists#after}. */
    public ListPage after(TrackedRepository repository, Topic topic, ListPage page) throws ForgeException {
        return lists.after(repository, topic, page);
    }
}
