package io.rootops.dashboard;

import jakarta.servlet.http.HttpServletRequest;

/** Answers with pages. */
abstract class PageServlet extends ReadServlet {
    final transient Pages pages;

    PageServlet(Pages pages) {
        this.pages = pages;
    }

    @Override
    final Answer describe(Problem problem, HttpServletRequest request) {
        return pages.problem(problem, request);
    }
}
