package io.rootops.app.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.core.change.ListedCommit;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.forge.CommitListing;
import io.rootops.core.forge.ForgeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What GitHub's REST API knows of commits. Where branches stand is asked for conditionally; a commit never changes and is
 * asked for once. Thread-safe.
 */
public final class CommitsApi implements CommitListing {
    private static final int PAGE = 100;
    /** Of branches, and of the files of a commit: no list is longer, but a server may count wrong. */
    private static final int MOST_PAGES = 100;

    private final RepositoryLists lists;
    private final Map<RepositoryId, Known> known = new ConcurrentHashMap<>();
    private final Map<RepositoryId, Known> pending = new ConcurrentHashMap<>();

    /** @param pages that need not come again as long as they do not change */
    private record Known(Heads heads, List<ListPage> pages) {}

    public CommitsApi(RepositoryLists lists) {
        this.lists = lists;
    }

    @Override
    public boolean mayAsk(TrackedRepository repository) throws ForgeException {
        return lists.mayAsk(repository);
    }

    @Override
    public Optional<Heads> heads(TrackedRepository repository) throws ForgeException {
        Known before = known.get(repository.id());
        ListPage facts = page(repository, "", before != null);
        // Of a list of several pages one may change without the first.
        ListPage branches = page(
                repository,
                "/branches?per_page=" + PAGE,
                before != null && before.pages().size() > 1);
        if (before != null && facts.unchanged() && branches.unchanged()) {
            return Optional.empty();
        }
        List<ListPage> conditional = new ArrayList<>(List.of(facts));
        if (branches.next() == null) {
            conditional.add(branches);
        }
        Heads heads = new Heads(
                before != null && facts.unchanged()
                        ? before.heads().defaultBranch()
                        : ForgeJson.text(facts.items().path("default_branch"), ForgeJson.LONGEST_NAME),
                before != null && branches.unchanged() ? before.heads().heads() : all(repository, branches));
        pending.put(repository.id(), new Known(heads, conditional));
        return Optional.of(heads);
    }

    @Override
    public void taken(TrackedRepository repository, Heads heads) {
        Known now = pending.remove(repository.id());
        if (now == null || !now.heads().equals(heads)) {
            return;
        }
        try {
            for (ListPage page : now.pages()) {
                if (!page.unchanged()) {
                    lists.keep(repository, page);
                }
            }
            known.put(repository.id(), now);
        } catch (ForgeException e) {
            // There is no token to remember it for: it comes again.
            known.remove(repository.id());
        }
    }

    @Override
    public void again(TrackedRepository repository) {
        known.remove(repository.id());
    }

    @Override
    public List<String> newest(TrackedRepository repository, String head, int most) throws ForgeException {
        LinkedList<String> oldestFirst = new LinkedList<>();
        Optional<JsonNode> commits =
                lists.one(repository, Topic.COMMITS, "/commits?sha=" + head + "&per_page=" + Math.min(most, PAGE));
        commits.ifPresent(it -> shas(it).forEach(oldestFirst::addFirst));
        return oldestFirst;
    }

    @Override
    public Optional<Range> between(TrackedRepository repository, String base, String head, int most)
            throws ForgeException {
        String path = "/compare/" + base + "..." + head + "?per_page=" + PAGE + "&page=";
        JsonNode first = lists.one(repository, Topic.COMMITS, path + 1).orElse(null);
        if (first == null) {
            return Optional.empty();
        }
        if (!first.path("commits").isArray() || !first.path("total_commits").isInt()) {
            throw lists.odd("comparison");
        }
        int total = first.path("total_commits").asInt();
        int last = Math.max(1, (total + PAGE - 1) / PAGE);
        List<String> shas = new ArrayList<>();
        // Oldest first, so the newest are at the end.
        for (int page = Math.max(1, last - (most + PAGE - 1) / PAGE); page <= last; page++) {
            JsonNode commits = page == 1
                    ? first
                    : lists.one(repository, Topic.COMMITS, path + page).orElse(null);
            if (commits == null) {
                // Pushed away just now.
                return Optional.empty();
            }
            shas.addAll(shas(commits.path("commits")));
        }
        String status = first.path("status").asText();
        List<String> newest = shas.stream().distinct().toList();
        return Optional.of(new Range(
                status.equals("ahead") || status.equals("identical"),
                newest.subList(Math.max(0, newest.size() - most), newest.size()),
                total));
    }

    @Override
    public Optional<ListedCommit> commit(TrackedRepository repository, String sha) throws ForgeException {
        ListPage page =
                lists.found(repository, Topic.COMMITS, "/commits/" + sha).orElse(null);
        if (page == null) {
            return Optional.empty();
        }
        JsonNode commit = page.items();
        List<JsonNode> files = files(commit);
        // What a merge changes is in the commits that it merges.
        boolean compared = commit.path("parents").size() < 2;
        for (int i = 1;
                compared && page.next() != null && files.size() < CommitJson.MOST_FILES && i < MOST_PAGES;
                i++) {
            page = lists.after(repository, Topic.COMMITS, page);
            files.addAll(files(page.items()));
        }
        Optional<ListedCommit> read =
                CommitJson.read(commit, files).filter(it -> it.sha().equals(sha));
        if (read.isEmpty()) {
            throw lists.odd("commit");
        }
        return read;
    }

    private ListPage page(TrackedRepository repository, String path, boolean ifChanged) throws ForgeException {
        return ifChanged
                ? lists.ifChanged(repository, Topic.COMMITS, path)
                : lists.first(repository, Topic.COMMITS, path);
    }

    private Map<String, String> all(TrackedRepository repository, ListPage first) throws ForgeException {
        Map<String, String> heads = new HashMap<>();
        ListPage page = first;
        for (int i = 1; ; i++) {
            if (!page.items().isArray()) {
                throw lists.odd("list of branches");
            }
            for (JsonNode branch : page.items()) {
                String name = ForgeJson.text(branch.path("name"), ForgeJson.LONGEST_NAME);
                String sha = ForgeJson.sha(branch.at("/commit/sha"));
                if (name != null && sha != null) {
                    heads.put(name, sha);
                }
            }
            if (page.next() == null || i >= MOST_PAGES) {
                return heads;
            }
            page = lists.after(repository, Topic.COMMITS, page);
        }
    }

    private static List<JsonNode> files(JsonNode commit) {
        List<JsonNode> files = new ArrayList<>();
        commit.path("files").forEach(files::add);
        return files;
    }

    private static List<String> shas(JsonNode commits) {
        List<String> shas = new ArrayList<>();
        for (JsonNode commit : commits) {
            @Nullable String sha = ForgeJson.sha(commit.path("sha"));
            if (sha != null) {
                shas.add(sha);
            }
        }
        return shas;
    }
}
