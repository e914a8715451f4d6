package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.dashboard.view.Frame;
import io.rootops.dashboard.view.HotspotsView;
import io.rootops.dashboard.view.Shown;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where changing one repository goes wrong; of several, which one is to be chosen. */
final class HotspotsPage {
    private static final int LONGEST_TITLE = 80;

    private final Pages pages;
    private final HotspotsReader hotspots;

    HotspotsPage(Pages pages, HotspotsReader hotspots) {
        this.pages = pages;
        this.hotspots = hotspots;
    }

    Answer answer(HttpServletRequest request, List<TrackedRepository> all, @Nullable TrackedRepository named) {
        TrackedRepository repository = RepositoryLookup.orTheOnlyOne(all, named);
        HotspotsView view = repository == null ? null : hotspots.read(repository, Query.of(request));
        String title = view == null
                ? "Hotspots"
                : view.path() == null
                        ? "Hotspots of " + view.repository()
                        : "Hotspots in " + view.path() + " of " + view.repository();
        Frame frame =
                pages.frame(request, Shown.cut(title, LONGEST_TITLE), Frame.Section.HOTSPOTS, repository, all, null);
        Map<String, Object> parts = new HashMap<>();
        parts.put("frame", frame);
        parts.put("view", view);
        return pages.render(200, "hotspots.jte", parts);
    }
}
