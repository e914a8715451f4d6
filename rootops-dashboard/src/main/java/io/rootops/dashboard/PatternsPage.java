package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.dashboard.view.Frame;
import io.rootops.dashboard.view.PatternsView;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What goes wrong in a repository, or in each of several. */
final class PatternsPage {
    private final Pages pages;
    private final PatternsReader patterns;

    PatternsPage(Pages pages, PatternsReader patterns) {
        this.pages = pages;
        this.patterns = patterns;
    }

    Answer answer(HttpServletRequest request, List<TrackedRepository> all, @Nullable TrackedRepository repository) {
        String title = repository == null ? "Patterns" : "Patterns of " + repository.name();
        Frame frame = pages.frame(request, title, Frame.Section.PATTERNS, repository, all, null);
        List<PatternsView> views = (repository == null ? all : List.of(repository))
                .stream().map(patterns::read).toList();
        return pages.render(200, "patterns.jte", Map.of("frame", frame, "views", views));
    }
}
