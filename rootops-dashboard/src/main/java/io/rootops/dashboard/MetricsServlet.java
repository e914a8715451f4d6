package io.rootops.dashboard;

import jakarta.servlet.http.HttpServletRequest;

/** GET /api/dashboard/metrics. */
final class MetricsServlet extends JsonServlet {
    private final transient MetricsReader metrics;

    MetricsServlet(Json json, MetricsReader metrics) {
        super(json);
        this.metrics = metrics;
    }

    @Override
    Answer answer(HttpServletRequest request) {
        return ok(metrics.read(Query.of(request)));
    }
}
