package io.rootops.dashboard;

import io.rootops.core.incident.IncidentEdit;
import io.rootops.dashboard.view.Links;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** POST /dashboard/incidents/state: a person says that it is over, or that it goes on, and is led back to the incident. */
final class IncidentStateServlet extends FormServlet {
    private final transient IncidentActions actions;
    private final transient InstantSource clock;

    IncidentStateServlet(Pages pages, IncidentActions actions, InstantSource clock) {
        super(pages);
        this.actions = actions;
        this.clock = clock;
    }

    /** What may be said. */
    enum Says {
        RESOLVE,
        REOPEN
    }

    @Override
    Answer opened(HttpServletRequest request) {
        return Answer.redirect(303, Links.incidents(null));
    }

    @Override
    Answer sent(HttpServletRequest request) {
        Query query = Query.of(request);
        Says says = query.word("says", Says.class);
        String id = query.get("id");
        if (says == null || id == null) {
            throw query.wrong(says == null ? "says" : "id", "one of the buttons of an incident");
        }
        return Answer.redirect(303, Links.incident(actions.edit(id, it -> said(it.edit(), says), request)));
    }

    private IncidentEdit said(IncidentEdit now, Says says) {
        @Nullable Instant ended = says == Says.REOPEN ? null : now.ended() == null ? clock.instant() : now.ended();
        return now.ended(ended);
    }
}
