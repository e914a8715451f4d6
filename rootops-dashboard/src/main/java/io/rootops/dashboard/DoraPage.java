package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.dashboard.view.DoraView;
import io.rootops.dashboard.view.Frame;
import io.rootops.dashboard.view.Shown;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The figures of DORA of one repository; of several, which one is to be chosen. */
final class DoraPage {
    private static final int LONGEST_TITLE = 80;

    private final Pages pages;
    private final DoraReader dora;

    DoraPage(Pages pages, DoraReader dora) {
        this.pages = pages;
        this.dora = dora;
    }

    Answer answer(HttpServletRequest request, List<TrackedRepository> all, @Nullable TrackedRepository named) {
        TrackedRepository repository = RepositoryLookup.orTheOnlyOne(all, named);
        DoraView view = repository == null ? null : dora.read(repository, Query.of(request));
        String title = repository == null ? "DORA" : "DORA of " + repository.name();
        Frame frame = pages.frame(request, Shown.cut(title, LONGEST_TITLE), Frame.Section.DORA, repository, all, null);
        Map<String, Object> parts = new HashMap<>();
        parts.put("frame", frame);
        parts.put("view", view);
        return pages.render(200, "dora.jte", parts);
    }
}
