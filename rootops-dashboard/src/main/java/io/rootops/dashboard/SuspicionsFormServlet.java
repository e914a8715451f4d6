package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.dashboard.view.Frame;
import io.rootops.dashboard.view.Links;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** GET /dashboard/suspicions: what looked wrong between deployments. POST: a person answers, and is led back. */
final class SuspicionsFormServlet extends FormServlet {
    /** The parameter of the page that says what was done. */
    private static final String DONE = "done";

    private final transient RepositoryMemory repositories;
    private final transient SuspicionsReader suspicions;
    private final transient SuspicionActions actions;

    SuspicionsFormServlet(
            Pages pages, RepositoryMemory repositories, SuspicionsReader suspicions, SuspicionActions actions) {
        super(pages);
        this.repositories = repositories;
        this.suspicions = suspicions;
        this.actions = actions;
    }

    @Override
    Answer opened(HttpServletRequest request) {
        Query query = Query.of(request);
        List<TrackedRepository> all = repositories.all();
        Frame frame = pages.frame(request, "Suspicions", Frame.Section.SUSPICIONS, null, all, null);
        return pages.render(
                200,
                "suspicions.jte",
                Map.of(
                        "frame",
                        frame,
                        "view",
                        suspicions.read(RepositoryLookup.wanted(all, query)),
                        "done",
                        Objects.requireNonNullElse(query.get(DONE), "")));
    }

    @Override
    Answer sent(HttpServletRequest request) {
        Query query = Query.of(request);
        SuspicionActions.Says says = query.word("says", SuspicionActions.Says.class);
        String id = query.get("id");
        if (says == null || id == null) {
            throw query.wrong(says == null ? "says" : "id", "one of the buttons of the list");
        }
        actions.take(id, says, request);
        return Answer.redirect(
                303, Links.SUSPICIONS + "?" + DONE + "=" + says.name().toLowerCase(Locale.ROOT));
    }
}
