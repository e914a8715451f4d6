package io.rootops.dashboard;

import io.rootops.dashboard.view.Links;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;

/** POST /dashboard/incidents/answer: a person says what caused an incident, and is led back to it. */
final class IncidentAnswerServlet extends FormServlet {
    private final transient IncidentAnswerInput input;
    private final transient IncidentActions actions;

    IncidentAnswerServlet(Pages pages, IncidentAnswerInput input, IncidentActions actions) {
        super(pages);
        this.input = input;
        this.actions = actions;
    }

    @Override
    Answer opened(HttpServletRequest request) {
        return Answer.redirect(303, Links.incidents(null));
    }

    @Override
    Answer sent(HttpServletRequest request) {
        FormFields fields = new FormFields(request);
        String id = fields.text("id");
        if (id == null) {
            throw fields.wrong("id", "one of the buttons of an incident");
        }
        UUID incident = actions.answer(id, input.answer(fields, "says"), request);
        return Answer.redirect(303, Links.incident(incident) + "#suspects");
    }
}
