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
import org.jspecify.annotations.Nullable;

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
        String seen = Objects.requireNonNullElse(request.getParameter("seen"), "");
        try {
            Fields fields = new FormFields(request);
            IncidentInput.Change change =
                    input.change(fields, IncidentInput.text(fields).kept());
            return Answer.redirect(303, Links.incident(actions.edit(id, it -> of(it, change, seen, request), request)));
        } catch (ProblemException e) {
            // What was changed meanwhile has been seen only where the answer says so.
            String stands = e.isChangedMeanwhile() ? String.valueOf(now.events()) : seen;
            return forms.again(request, IncidentForms.sent(request, id, stands), e);
        }
    }

    /** Nobody writes over what somebody else changed meanwhile without having seen it. */
    private static IncidentEdit of(
            IncidentEdits.Standing now, IncidentInput.Change change, String seen, HttpServletRequest request) {
        if (!seen.equals(String.valueOf(now.events()))) {
            throw ProblemException.changedMeanwhile(request.getRequestURI());
        }
        IncidentEdit told = change.of(now);
        return new IncidentEdit(
                kept(request.getParameter("title"), told.title(), now.edit().title()),
                kept(request.getParameter("text"), told.text(), now.edit().text()),
                told.severity(),
                told.service(),
                told.repository(),
                told.began(),
                told.ended());
    }

    /** A page makes characters visible, and a browser sends other ends of lines: what nobody changed stays as it is kept. */
    private static String kept(@Nullable String sent, String told, String now) {
        return sent != null && lines(sent).equals(lines(VisibleText.of(now))) ? now : told;
    }

    private static String lines(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n').strip();
    }
}
