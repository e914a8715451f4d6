package io.rootops.app.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.forge.ForgeException;
import java.util.Optional;

/** What GitHub's REST API knows of pull requests. Thread-safe. */
public final class PullRequestsApi {
    private static final String SORTED = "&sort=updated&direction=desc&per_page=100";
    private static final String ALL = "/pulls?state=all" + SORTED;

    private final RepositoryLists lists;

    public PullRequestsApi(RepositoryLists lists) {
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

    /** The first page of all open ones, last changed first. */
    public ListPage open(TrackedRepository repository) throws ForgeException {
        return lists.first(repository, Topic.PULL_REQUESTS, "/pulls?state=open" + SORTED);
    }

    /** The first page of all there are, last changed first. */
    public ListPage all(TrackedRepository repository) throws ForgeException {
        return lists.first(repository, Topic.PULL_REQUESTS, ALL);
    }

    /** The same, if it has changed since {@link #keep}. */
    public ListPage allIfChanged(TrackedRepository repository) throws ForgeException {
        return lists.ifChanged(repository, Topic.PULL_REQUESTS, ALL);
    }

    /** The page after one that has a next. */
    public ListPage after(TrackedRepository repository, ListPage page) throws ForgeException {
        return lists.after(repository, Topic.PULL_REQUESTS, page);
    }

    /** Reviews of one, oldest first; the first hundred. Empty: there is no such pull request any more. */
    public Optional<JsonNode> reviews(TrackedRepository repository, int number) throws ForgeException {
        return lists.one(repository, Topic.PULL_REQUESTS, "/pulls/" + number + "/reviews?per_page=100");
    }

    /** As {@link RepositoryLists#keep}. */
    public void keep(TrackedRepository repository, ListPage page) throws ForgeException {
        lists.keep(repository, page);
    }
}
