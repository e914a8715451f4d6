package io.rootops.dashboard;

import jakarta.servlet.http.HttpServletRequest;

/** GET /api/v1/gate with repository, sha and environment: whether to deploy. Always 200 where the question is one. */
final class GateServlet extends JsonServlet {
    private final transient GateReader gate;

    GateServlet(Json json, GateReader gate) {
        super(json);
        this.gate = gate;
    }

    @Override
    Answer answer(HttpServletRequest request) {
        return ok(gate.read(Query.of(request)));
    }
}
