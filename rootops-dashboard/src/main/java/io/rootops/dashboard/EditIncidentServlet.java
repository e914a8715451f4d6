package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.incident.IncidentEdit;
import io.rootops.core.memory.IncidentEdits;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.dashboard.view.IncidentFormView;
import io.rootops.dashboard.view.Links;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Optional;

/** GET /dashboard/incidents/edit?id=…: the form as it stands. POST: a person changes it, and is led back to the incident. */
final class EditIncidentServlet extends FormServlet {
    private final transient IncidentForms forms;
    private final transient IncidentInput input;
    private final transient IncidentActions actions;
    private final transient RepositoryMemory repositories;

    EditIncidentServlet(
            Pages pages,
            IncidentForms forms,
            IncidentInput input,
            IncidentActions actions,
            RepositoryMemory repositories) {
        super(pages);
        this.forms = forms;
        this.input = input;
        this.actions = actions;
        this.repositories = repositories;
    }

    @Override
    Answer opened(HttpServletRequest request) {
        String id = Query.of(request).get("id");
        if (id == null) {
            return Answer.redirect(303, Links.incidents(null));
        }
        IncidentEdits.Standing now = actions.current(id, request);
        String repository = Optional.ofNullable(now.edit().repository())
                .flatMap(repositories::byId)
                .map(TrackedRepository::name)
                .orElse("");
        return forms.show(request, IncidentFormView.of(id, String.valueOf(now.events()), now.edit(), repository));
    }

    @Override
    Answer sent(HttpServletRequest request) {
        String id = Objects.requireNonNullElse(Query.of(request).get("id"), "");
        IncidentEdits.Standing now = actions.current(id, request);
        try {
            Fields fields = new FormFields(request);
            IncidentInput.Change change =
                    input.change(fields, IncidentInput.text(fields).kept());
            String seen = Objects.requireNonNullElse(request.getParameter("seen"), "");
            return Answer.redirect(
                    303,
                    Links.incident(actions.edit(id, it -> of(it, change, seen, request.getRequestURI()), request)));
        } catch (ProblemException e) {
            return forms.again(request, IncidentForms.sent(request, id, String.valueOf(now.events())), e);
        }
    }

    /** Nobody writes over what somebody else changed meanwhile without having seen it. */
    private static IncidentEdit of(IncidentEdits.Standing now, IncidentInput.Change change, String seen, String path) {
        if (!seen.equals(String.valueOf(now.events()))) {
            throw ProblemException.changedMeanwhile(path);
        }
        return change.of(now);
    }
}
