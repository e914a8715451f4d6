package io.rootops.dashboard;

import io.rootops.dashboard.view.Links;
import jakarta.servlet.http.HttpServletRequest;

/** GET /setup/github/callback with GitHub's code: where GitHub sends the person when the App is made. */
final class ConnectedServlet extends PageServlet {
    private final transient ConnectPage page;

    ConnectedServlet(ConnectPage page) {
        super(page.pages);
        this.page = page;
    }

    @Override
    Answer answer(HttpServletRequest request) {
        return page.finish(Query.of(request))
                .map(problem -> page.show(request, 400, null, problem))
                // The code stays in no address that is looked at or shared.
                .orElseGet(() -> Answer.redirect(303, Links.CONNECT));
    }
}
