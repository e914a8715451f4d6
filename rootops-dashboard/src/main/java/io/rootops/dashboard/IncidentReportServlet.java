package io.rootops.dashboard;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rootops.core.incident.IncidentReport;
import io.rootops.core.incident.IncidentText;
import io.rootops.core.memory.IncidentReports;
import io.rootops.dashboard.view.IncidentView;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/**
 * POST /api/v1/intelligence/incident: something went wrong. Told twice it is one: by its id, the header Idempotency-Key, or,
 * without either, the same words within ten minutes. PATCH /api/v1/intelligence/incident/{id}: resolves, reopens or edits one; POST
 * there answers what caused it.
 */
final class IncidentReportServlet extends JsonServlet {
    /** Stack traces and logs may be long; what is kept of them is less. */
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private final transient IncidentInput input;
    private final transient IncidentAnswerInput answers;
    private final transient IncidentActions actions;
    private final transient IncidentsReader incidents;

    IncidentReportServlet(
            Json json,
            IncidentInput input,
            IncidentAnswerInput answers,
            IncidentActions actions,
            IncidentsReader incidents) {
        super(json);
        this.input = input;
        this.answers = answers;
        this.actions = actions;
        this.incidents = incidents;
    }

    /**
     * What is answered.
     *
     * @param textLeftOut characters of the text that are not kept
     */
    record Reported(@JsonUnwrapped IncidentView incident, int textLeftOut) {}

    @Override
    List<String> methods() {
        return List.of("POST", "PATCH");
    }

    @Override
    List<String> methods(HttpServletRequest request) {
        return id(request).isEmpty() ? List.of("POST") : methods();
    }

    @Override
    Answer answer(HttpServletRequest request) throws IOException {
        SameOrigin.require(request);
        JsonBody body = JsonBody.of(request, MOST_BYTES);
        IncidentText text = IncidentInput.text(body);
        String id = id(request);
        if (!id.isEmpty() && request.getMethod().equals("POST")) {
            UUID answered = actions.answer(id, answers.answer(body, "answer"), request);
            return ok(incidents.one(answered.toString(), Query.of(request)));
        }
        if (!id.isEmpty()) {
            return answer(200, actions.edit(id, input.change(body, text.kept())::of, request), text, request);
        }
        IncidentReport report =
                input.report(body, ReportKey.of(body, request, "external_id", "incident_id", "id"), text.kept());
        IncidentReports.Told told =
                actions.tell(report, body.text("source"), input.sha(body, report.repository()), request);
        return answer(told.first() ? 201 : 200, told.incident().id(), text, request);
    }

    private Answer answer(int status, UUID id, IncidentText text, HttpServletRequest request) {
        IncidentView view = incidents.one(id.toString(), Query.of(request));
        return Answer.of(status, "application/json", json.bytes(new Reported(view, text.leftOut())));
    }

    private static String id(HttpServletRequest request) {
        String path = request.getPathInfo();
        return path == null || path.equals("/") ? "" : path.substring(1);
    }
}
