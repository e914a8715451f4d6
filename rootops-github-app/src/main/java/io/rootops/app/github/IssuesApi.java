package io.rootops.app.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.forge.ForgeException;
import java.util.Locale;
import java.util.Optional;

/** What GitHub's REST API knows of issues. Thread-safe. */
public final class IssuesApi {
    private final RepositoryLists lists;

    public IssuesApi(RepositoryLists lists) {
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

    /** The first page of all there are, pull requests among them, last changed first, if it has changed since {@link #keep}. */
    public ListPage allIfChanged(TrackedRepository repository) throws ForgeException {
        return lists.ifChanged(repository, Topic.ISSUES, "/issues?state=all&sort=updated&direction=desc&per_page=100");
    }

    /** As {@link RepositoryLists#after}. */
    public ListPage after(TrackedRepository repository, ListPage page) throws ForgeException {
        return lists.after(repository, Topic.ISSUES, page);
    }

    /** As {@link RepositoryLists#keep}. */
    public void keep(TrackedRepository repository, ListPage page) throws ForgeException {
        lists.keep(repository, page);
    }

    /** One of them, or the pull request of that number; empty: there is none. One that was transferred is another's. */
    public Optional<JsonNode> one(TrackedRepository repository, int number) throws ForgeException {
        return lists.one(repository, Topic.ISSUES, "/issues/" + number);
    }

    /** Whether it is one of that repository, as it is called there: one that was transferred is another's. */
    public boolean isOf(TrackedRepository repository, JsonNode issue) throws ForgeException {
        JsonNode of = issue.path("repository_url");
        return of.isMissingNode() || lowerCase(of.asText()).endsWith("/" + lowerCase(lists.name(repository)));
    }

    private static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
