package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.dashboard.view.Frame;
import io.rootops.dashboard.view.IncidentView;
import io.rootops.dashboard.view.Shown;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The list of incidents, and the page of one. */
final class IncidentPages {
    private static final int LONGEST_TITLE = 80;

    private final Pages pages;
    private final IncidentsReader incidents;

    IncidentPages(Pages pages, IncidentsReader incidents) {
        this.pages = pages;
        this.incidents = incidents;
    }

    Answer list(HttpServletRequest request, List<TrackedRepository> all, @Nullable TrackedRepository repository) {
        Query query = Query.of(request);
        String which = query.get("state");
        String title = repository == null ? "Incidents" : "Incidents of " + repository.name();
        Frame frame = pages.frame(
                request,
                Shown.cut(which == null ? title : title + ", " + which, LONGEST_TITLE),
                Frame.Section.INCIDENTS,
                repository,
                all,
                "#incidents");
        return pages.render(
                200,
                "incidents.jte",
                Map.of(
                        "frame",
                        frame,
                        "view",
                        incidents.read(repository, query),
                        "onlyOpen",
                        "open".equalsIgnoreCase(which)));
    }

    Answer one(HttpServletRequest request, String id, List<TrackedRepository> all) {
        IncidentView view = incidents.one(id, Query.of(request));
        TrackedRepository home = all.stream()
                .filter(it -> it.name().equals(view.item().repository()))
                .findFirst()
                .orElse(null);
        Frame frame = pages.frame(
                request,
                Shown.cut(view.item().title(), LONGEST_TITLE),
                Frame.Section.INCIDENTS,
                home,
                all,
                view.item().open() ? "#incident" : null);
        return pages.render(200, "incident.jte", Map.of("frame", frame, "view", view));
    }
}
