package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.dashboard.view.Frame;
import io.rootops.dashboard.view.IncidentFormView;
import io.rootops.dashboard.view.Links;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The form of an incident, empty or filled. */
final class IncidentForms {
    private final Pages pages;
    private final RepositoryMemory repositories;

    IncidentForms(Pages pages, RepositoryMemory repositories) {
        this.pages = pages;
        this.repositories = repositories;
    }

    Answer show(HttpServletRequest request, IncidentFormView view) {
        return show(200, request, view, null);
    }

    /** Once more with what was sent, since it cannot be used so. */
    Answer again(HttpServletRequest request, IncidentFormView sent, ProblemException wrong) {
        return show(wrong.problem().status(), request, sent, wrong.problem().detail());
    }

    private Answer show(int status, HttpServletRequest request, IncidentFormView view, @Nullable String problem) {
        List<TrackedRepository> all = repositories.all();
        Frame frame = pages.frame(request, view.heading(), Frame.Section.INCIDENTS, null, all, null);
        return pages.render(
                status,
                "incident-form.jte",
                Map.of("frame", frame, "view", view, "problem", problem == null ? "" : problem));
    }

    /** What was sent of it, whether it can be used or not. */
    static IncidentFormView sent(HttpServletRequest request, @Nullable String id, String seen) {
        return new IncidentFormView(
                id == null ? Links.NEW_INCIDENT : Links.EDIT_INCIDENT,
                id,
                seen,
                parameter(request, "title"),
                parameter(request, "text"),
                parameter(request, "service"),
                parameter(request, "environment"),
                parameter(request, "severity"),
                parameter(request, "repository"),
                parameter(request, "began_at"),
                parameter(request, "ended_at"),
                parameter(request, "sha"));
    }

    private static String parameter(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value;
    }
}
