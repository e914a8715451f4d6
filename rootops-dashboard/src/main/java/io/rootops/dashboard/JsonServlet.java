package io.rootops.dashboard;

import jakarta.servlet.http.HttpServletRequest;

/** Answers in JSON. */
abstract class JsonServlet extends ReadServlet {
    final transient Json json;

    JsonServlet(Json json) {
        this.json = json;
    }

    Answer ok(Object value) {
        return Answer.of(200, "application/json", json.bytes(value));
    }

    @Override
    final Answer describe(Problem problem, HttpServletRequest request) {
        return Answer.of(problem.status(), "application/problem+json", json.bytes(problem));
    }
}
