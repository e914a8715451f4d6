package io.rootops.dashboard;

import io.rootops.dashboard.view.Links;
import jakarta.servlet.http.HttpServletRequest;

/** POST /dashboard/deployments/answer: a person says of a verdict that it is wrong, or right, and is led back to it. */
final class VerdictFormServlet extends FormServlet {
    private final transient VerdictActions actions;

    VerdictFormServlet(Pages pages, VerdictActions actions) {
        super(pages);
        this.actions = actions;
    }

    @Override
    Answer opened(HttpServletRequest request) {
        return Answer.redirect(303, Links.deployments(null));
    }

    @Override
    Answer sent(HttpServletRequest request) {
        FormFields fields = new FormFields(request);
        String id = fields.text("id");
        if (id == null) {
            throw fields.wrong("id", "one of the buttons on the page of a deployment");
        }
        actions.take(id, fields, "says", request);
        return Answer.redirect(303, Links.deployment(Long.parseLong(id)) + "#h-verdict");
    }
}
