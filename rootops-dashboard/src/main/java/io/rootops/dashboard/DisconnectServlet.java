package io.rootops.dashboard;

import io.rootops.core.engine.GitHubConnection;
import io.rootops.dashboard.view.Links;
import jakarta.servlet.http.HttpServletRequest;

/** POST /dashboard/connect/removals: RootOps is the App no more that was made for it. */
final class DisconnectServlet extends FormServlet {
    private final transient GitHubConnection connection;

    DisconnectServlet(Pages pages, GitHubConnection connection) {
        super(pages);
        this.connection = connection;
    }

    @Override
    Answer opened(HttpServletRequest request) {
        return Answer.redirect(303, Links.CONNECT);
    }

    @Override
    Answer sent(HttpServletRequest request) {
        connection.forget();
        return Answer.redirect(303, Links.CONNECT);
    }
}
