package io.rootops.dashboard;

import io.rootops.core.incident.IncidentReport;
import io.rootops.core.memory.IncidentReports;
import io.rootops.dashboard.view.IncidentFormView;
import io.rootops.dashboard.view.Links;
import jakarta.servlet.http.HttpServletRequest;

/** GET /dashboard/incidents/new: the form, filled with what the address says. POST: a person tells, and is led to the incident. */
final class NewIncidentServlet extends FormServlet {
    private final transient IncidentForms forms;
    private final transient IncidentInput input;
    private final transient IncidentActions actions;

    NewIncidentServlet(Pages pages, IncidentForms forms, IncidentInput input, IncidentActions actions) {
        super(pages);
        this.forms = forms;
        this.input = input;
        this.actions = actions;
    }

    @Override
    Answer opened(HttpServletRequest request) {
        return forms.show(request, IncidentForms.sent(request, null, ""));
    }

    @Override
    Answer sent(HttpServletRequest request) {
        IncidentFormView sent = IncidentForms.sent(request, null, "");
        try {
            Fields fields = new FormFields(request);
            IncidentReport report =
                    input.report(fields, null, IncidentInput.text(fields).kept());
            IncidentReports.Told told = actions.tell(report, null, input.sha(fields, report.repository()), request);
            return Answer.redirect(303, Links.incident(told.incident().id()));
        } catch (ProblemException e) {
            return forms.again(request, sent, e);
        }
    }
}
