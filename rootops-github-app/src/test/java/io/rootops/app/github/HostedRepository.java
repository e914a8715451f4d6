package io.rootops.app.github;

import io.rootops.core.pull.PullRequest;
import io.rootops.core.testing.GitFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.jspecify.annotations.Nullable;

/** A repository on {@link InstalledGitHub}: a real one, and what GitHub tells of it. */
public final class HostedRepository implements AutoCloseable {
    private static final List<String> COUNTS = List.of(
            "forks",
            "forks_count",
            "open_issues",
            "open_issues_count",
            "size",
            "stargazers_count",
            "watchers",
            "watchers_count");
    private static final List<String> FLAGS =
            List.of("has_downloads", "has_issues", "has_projects", "has_wiki", "has_pages");
    private static final List<String> NOTHING = List.of("description", "homepage", "language", "license", "mirror_url");
    private static final List<String> ADDRESSES = List.of(
            "archive_url",
            "assignees_url",
            "blobs_url",
            "branches_url",
            "collaborators_url",
            "comments_url",
            "commits_url",
            "compare_url",
            "contents_url",
            "contributors_url",
            "deployments_url",
            "downloads_url",
            "events_url",
            "forks_url",
            "git_commits_url",
            "git_refs_url",
            "git_tags_url",
            "hooks_url",
            "issue_comment_url",
            "issue_events_url",
            "issues_url",
            "keys_url",
            "labels_url",
            "languages_url",
            "merges_url",
            "milestones_url",
            "notifications_url",
            "pulls_url",
            "releases_url",
            "stargazers_url",
            "statuses_url",
            "subscribers_url",
            "subscription_url",
            "tags_url",
            "teams_url",
            "trees_url",
            "url",
            "git_url",
            "ssh_url",
            "svn_url");

    final long id;
    private final GitFixture git;
    volatile String fullName;
    private @Nullable String head;
    /** What else is asked for of it, by path below the repository: JSON. */
    public final Map<String, String> lists = new ConcurrentHashMap<>(Map.of(
            "/pulls",
            "[]",
            "/issues",
            "[]",
            "/deployments",
            "[]",
            "/releases",
            "[]",
            "/actions/runs",
            "{\"workflow_runs\":[]}"));

    /** What git is answered instead of the code; 0: nothing. */
    public volatile int refusesGit;
    /** Whoever asks git for the code waits for this. */
    public volatile CountDownLatch holdsGit = new CountDownLatch(0);
    /** REST tells of its commits. */
    public volatile boolean tellsCommits;

    public volatile boolean archived;
    public volatile boolean disabled;
    public volatile boolean fork;
    public volatile String defaultBranch = "main";
    public volatile Instant pushedAt = Instant.parse("2026-01-01T00:00:00Z");

    HostedRepository(long id, String fullName, GitFixture git) {
        this.id = id;
        this.fullName = fullName;
        this.git = git;
    }

    /** A commit of just now on main, and GitHub's time of the last push moves on. */
    public synchronized String push(String text) {
        String sha = head == null
                ? git.commit().file("A.java", text).at(now()).on("main")
                : git.commit(head).file("A.java", text).at(now()).on("main");
        head = sha;
        pushedAt = pushedAt.plusSeconds(1);
        return sha;
    }

    /**
     * A commit of just now beside main, as the head of a pull request.
     *
     * @return its sha
     */
    public synchronized String propose(int number, String text) {
        String sha =
                git.commit(head()).file("P" + number + ".java", text).at(now()).write();
        ref(PullRequest.ref(number), sha);
        return sha;
    }

    /** The last commit that was pushed becomes that of a pull request, as when it was merged without a merge commit. */
    public synchronized String merged(int number) {
        ref(PullRequest.ref(number), head());
        return head();
    }

    private void ref(String name, String sha) {
        try {
            RefUpdate update = git.repository().updateRef(name);
            update.setNewObjectId(ObjectId.fromString(sha));
            update.setForceUpdate(true);
            update.update();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last commit that was pushed. */
    public synchronized String head() {
        return Objects.requireNonNull(head);
    }

    /** The same, of which the list says nothing. */
    public synchronized String pushUnseen(String text) {
        Instant before = pushedAt;
        String sha = push(text);
        pushedAt = before;
        return sha;
    }

    private static long now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).getEpochSecond();
    }

    /** With every field that GitHub's description requires. */
    Map<String, Object> shown(GitHubAddress github) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", id);
        shown.put("node_id", "R_" + id);
        shown.put("name", fullName.replaceFirst(".*/", ""));
        shown.put("full_name", fullName);
        shown.put("owner", Map.of("login", fullName.replaceFirst("/.*", ""), "id", 1, "type", "Organization"));
        shown.put("private", true);
        shown.put("fork", fork);
        shown.put("archived", archived);
        shown.put("disabled", disabled);
        shown.put("default_branch", defaultBranch);
        shown.put("html_url", github.web() + "/" + fullName);
        shown.put("clone_url", github.web() + "/" + fullName + ".git");
        shown.put("pushed_at", pushedAt.toString());
        shown.put("created_at", "2026-01-01T00:00:00Z");
        shown.put("updated_at", "2026-01-01T00:00:00Z");
        ADDRESSES.forEach(it -> shown.put(it, github.api() + "/repos/" + fullName));
        COUNTS.forEach(it -> shown.put(it, 0));
        FLAGS.forEach(it -> shown.put(it, false));
        NOTHING.forEach(it -> shown.put(it, null));
        return shown;
    }

    @Override
    public void close() {
        git.close();
    }
}
