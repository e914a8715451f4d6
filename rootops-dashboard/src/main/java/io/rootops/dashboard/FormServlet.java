package io.rootops.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** Takes what a form of our own pages sends. */
abstract class FormServlet extends PageServlet {
    FormServlet(Pages pages) {
        super(pages);
    }

    @Override
    final List<String> methods() {
        return List.of("GET", "HEAD", "POST");
    }

    @Override
    final Answer answer(HttpServletRequest request) {
        if (!request.getMethod().equals("POST")) {
            return opened(request);
        }
        SameOrigin.require(request);
        return sent(request);
    }

    /** To GET, also of who reloads the answer to a form: where the form stands. */
    abstract Answer opened(HttpServletRequest request);

    /** To POST from one of our own pages. */
    abstract Answer sent(HttpServletRequest request);
}
