package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.CommitDetail;
import io.rootops.core.memory.CommitMemory;
import io.rootops.dashboard.view.CommitItem;
import io.rootops.dashboard.view.CommitsView;
import io.rootops.dashboard.view.FilterView;
import io.rootops.dashboard.view.Frame;
import io.rootops.dashboard.view.Frame.Section;
import io.rootops.dashboard.view.Links;
import io.rootops.dashboard.view.Shown;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The list of commits, and the page of one. */
final class CommitPages {
    private static final int LONGEST_TITLE = 80;
    private static final List<String> FILTERS = List.of("level", "q", "path", "branch", "from", "to");

    private final Pages pages;
    private final CommitMemory commits;
    private final CommitReader reader;

    CommitPages(Pages pages, CommitMemory commits, CommitReader reader) {
        this.pages = pages;
        this.commits = commits;
        this.reader = reader;
    }

    Answer list(HttpServletRequest request, List<TrackedRepository> all, @Nullable TrackedRepository named) {
        TrackedRepository repository = RepositoryLookup.orTheOnlyOne(all, named);
        Query query = Query.of(request);
        String cursor = query.get("cursor");
        Map<String, String> values = new LinkedHashMap<>(query.values());
        values.keySet().retainAll(FILTERS);
        String title = title(repository, values, cursor);
        Frame frame = pages.frame(request, title, Section.COMMITS, repository, all, cursor == null ? "#commits" : null);
        CommitsView view = reader.list(
                all, repository, CommitQuery.filter(query, repository, frame.now()), CommitQuery.DEFAULT_LIMIT, cursor);
        FilterView filter = new FilterView(
                Links.commits(frame.repository()),
                values,
                repository == null ? List.of() : commits.branches(repository.id()));
        return pages.render(
                200, "commits.jte", Map.of("frame", frame, "view", view, "filter", filter, "first", cursor == null));
    }

    /** Tells apart what stands in a browser's history. */
    private static String title(
            @Nullable TrackedRepository repository, Map<String, String> values, @Nullable String cursor) {
        String title = repository == null ? "Commits" : "Commits of " + repository.name();
        String filters = values.isEmpty() ? "" : " (" + String.join(", ", values.values()) + ")";
        return Shown.cut(title + filters, LONGEST_TITLE) + (cursor == null ? "" : ", older");
    }

    Answer one(
            HttpServletRequest request,
            String sha,
            List<TrackedRepository> all,
            @Nullable TrackedRepository repository) {
        CommitDetail commit = new CommitLookup(commits).find(repository, sha, request.getRequestURI());
        TrackedRepository home = commit.summary().repository();
        if (repository == null || !sha.equals(commit.summary().sha())) {
            return Answer.redirect(
                    302, Links.commit(home.name(), commit.summary().sha()));
        }
        boolean waits = !commit.summary().merge()
                && (commit.summary().risk() == null || commit.summary().risk().provisional());
        String title = Shown.cut(commit.summary().subject(), LONGEST_TITLE) + " · "
                + CommitItem.abbreviated(commit.summary().sha());
        Frame frame = pages.frame(request, title, Section.COMMITS, home, all, waits ? "#commit" : null);
        return pages.render(200, "commit.jte", Map.of("frame", frame, "view", reader.one(commit, frame.now())));
    }
}
