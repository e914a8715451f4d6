package io.rootops.dashboard;

import io.rootops.core.memory.RepositoryMemory;
import io.rootops.dashboard.view.Frame;
import io.rootops.dashboard.view.Links;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** GET /dashboard/services: which repository each service comes from. POST: a person says so, and is led back. */
final class ServicesFormServlet extends FormServlet {
    /** The parameter of the page that says what was done. */
    private static final String DONE = "done";

    private final transient RepositoryMemory repositories;
    private final transient ServicesReader services;
    private final transient ServiceCorrections corrections;

    ServicesFormServlet(
            Pages pages, RepositoryMemory repositories, ServicesReader services, ServiceCorrections corrections) {
        super(pages);
        this.repositories = repositories;
        this.services = services;
        this.corrections = corrections;
    }

    @Override
    Answer opened(HttpServletRequest request) {
        Query query = Query.of(request);
        Frame frame = pages.frame(request, "Services", Frame.Section.SERVICES, null, repositories.all(), null);
        return pages.render(
                200,
                "services.jte",
                Map.of(
                        "frame",
                        frame,
                        "view",
                        services.read(query),
                        "done",
                        Objects.requireNonNullElse(query.get(DONE), "")));
    }

    @Override
    Answer sent(HttpServletRequest request) {
        ServiceCorrections.Said said = corrections.take(request);
        return Answer.redirect(
                303, Links.SERVICES + "?" + DONE + "=" + said.says().name().toLowerCase(Locale.ROOT));
    }
}
