package io.rootops.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** GET /api/dashboard/services, and POST to say what a service comes from. */
final class ServicesServlet extends JsonServlet {
    private final transient ServicesReader services;
    private final transient ServiceCorrections corrections;

    ServicesServlet(Json json, ServicesReader services, ServiceCorrections corrections) {
        super(json);
        this.services = services;
        this.corrections = corrections;
    }

    @Override
    List<String> methods() {
        return List.of("GET", "HEAD", "POST");
    }

    @Override
    Answer answer(HttpServletRequest request) {
        if (!request.getMethod().equals("POST")) {
            return ok(services.read(Query.of(request)));
        }
        SameOrigin.require(request);
        return ok(services.read(corrections.take(request).service())
                .orElseThrow(() -> ProblemException.noSuchPage(request.getRequestURI())));
    }
}
