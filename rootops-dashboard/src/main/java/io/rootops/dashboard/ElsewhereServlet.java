package io.rootops.dashboard;

import jakarta.servlet.http.HttpServletRequest;

/** The front door, which leads to the dashboard, and every address that nobody serves. */
final class ElsewhereServlet extends PageServlet {
    ElsewhereServlet(Pages pages) {
        super(pages);
    }

    @Override
    Answer answer(HttpServletRequest request) {
        if (request.getRequestURI().equals("/")) {
            return Answer.redirect(302, "/dashboard");
        }
        throw ProblemException.noSuchPage(request.getRequestURI());
    }
}
