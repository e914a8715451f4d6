package io.rootops.dashboard;

import jakarta.servlet.http.HttpServletRequest;

/** Every other address below the API. */
final class NotFoundServlet extends JsonServlet {
    NotFoundServlet(Json json) {
        super(json);
    }

    @Override
    Answer answer(HttpServletRequest request) {
        throw ProblemException.noSuchPage(request.getRequestURI());
    }
}
