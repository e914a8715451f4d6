package io.rootops.app.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.forge.ForgeException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What GitHub's REST API knows of deployments, and of what stands for them. Thread-safe. */
public final class DeploymentsApi {
    private final RepositoryLists lists;

    public DeploymentsApi(RepositoryLists lists) {
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

    /** The first page, newest first, if it has changed since {@link #keep}. */
    public ListPage deployments(TrackedRepository repository) throws ForgeException {
        return lists.ifChanged(repository, Topic.DEPLOYMENTS, "/deployments?per_page=100");
    }

    /** Statuses of one, newest first; the first hundred. Empty: there is no such deployment any more. */
    public Optional<JsonNode> statuses(TrackedRepository repository, long deployment) throws ForgeException {
        return lists.one(repository, Topic.DEPLOYMENTS, "/deployments/" + deployment + "/statuses?per_page=100");
    }

    /** As {@link #deployments}. */
    public ListPage releases(TrackedRepository repository) throws ForgeException {
        return lists.ifChanged(repository, Topic.RELEASES, "/releases?per_page=100");
    }

    /** As {@link #deployments}; the answer has them in {@code workflow_runs}. */
    public ListPage workflowRuns(TrackedRepository repository, String branch) throws ForgeException {
        return lists.ifChanged(
                repository,
                Topic.WORKFLOW_RUNS,
                "/actions/runs?branch=" + URLEncoder.encode(branch, StandardCharsets.UTF_8) + "&per_page=100");
    }

    /** As {@link RepositoryLists#after}. */
    public ListPage after(TrackedRepository repository, Topic topic, ListPage page) throws ForgeException {
        return lists.after(repository, topic, page);
    }

    /** As {@link RepositoryLists#keep}. */
    public void keep(TrackedRepository repository, ListPage page) throws ForgeException {
        lists.keep(repository, page);
    }

    /** The commit that a tag names, through one annotation; empty: there is no such tag, or it names none. */
    public Optional<String> tagged(TrackedRepository repository, String tag) throws ForgeException {
        Optional<JsonNode> ref = lists.one(repository, Topic.RELEASES, "/git/ref/tags/" + path(tag));
        JsonNode object = ref.map(it -> it.path("object")).orElse(null);
        if (object != null && object.path("type").asText().equals("tag")) {
            String annotation = ForgeJson.sha(object.path("sha"));
            object = annotation == null
                    ? null
                    : lists.one(repository, Topic.RELEASES, "/git/tags/" + annotation)
                            .map(it -> it.path("object"))
                            .orElse(null);
        }
        return object != null && object.path("type").asText().equals("commit")
                ? Optional.ofNullable(ForgeJson.sha(object.path("sha")))
                : Optional.empty();
    }

    /** The slashes of a tag stay. */
    private static String path(String tag) {
        return URLEncoder.encode(tag, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }
}
