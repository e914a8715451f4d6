package io.rootops.dashboard;

import io.rootops.core.engine.GitHubConnection;
import io.rootops.dashboard.view.ConnectView;
import io.rootops.dashboard.view.Frame;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How RootOps is connected with GitHub, and the form that a browser takes there. */
final class ConnectPage {
    final Pages pages;
    private final GitHubConnection connection;

    ConnectPage(Pages pages, GitHubConnection connection) {
        this.pages = pages;
        this.connection = connection;
    }

    /** @param organization that the App is to belong to; null: not said */
    Answer show(HttpServletRequest request, @Nullable String organization) {
        return show(request, 200, organization, null);
    }

    /** What came of it. */
    Optional<String> finish(Query query) {
        return connection.finish(query.get("code"), query.get("state"));
    }

    /** @param problem why it did not come about; null: nothing was tried */
    Answer show(HttpServletRequest request, int status, @Nullable String organization, @Nullable String problem) {
        GitHubConnection.State state = connection.state();
        GitHubConnection.Application application = state.app() == null
                ? connection.apply(organization, here(request)).orElse(null)
                : null;
        Frame frame = pages.frame(request, "Connect GitHub", Frame.Section.CONNECT, null, List.of(), null);
        ConnectView view = new ConnectView(state, application, organization, problem);
        Answer answer = pages.render(status, "connect.jte", Map.of("frame", frame, "view", view))
                .with("Cache-Control", "no-store");
        return application == null
                ? answer
                : answer.with("Content-Security-Policy", Pages.policyWithForm(application.address()));
    }

    private static URI here(HttpServletRequest request) {
        // The Host was checked before anything came here.
        return URI.create(request.getScheme() + "://" + request.getHeader("Host"));
    }
}
