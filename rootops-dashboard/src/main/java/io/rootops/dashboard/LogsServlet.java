package io.rootops.dashboard;

import jakarta.servlet.http.HttpServletRequest;

/** GET /api/dashboard/logs. */
final class LogsServlet extends JsonServlet {
    private final transient LogsReader logs;

    LogsServlet(Json json, LogsReader logs) {
        super(json);
        this.logs = logs;
    }

    @Override
    Answer answer(HttpServletRequest request) {
        return ok(logs.read(Query.of(request)));
    }
}
