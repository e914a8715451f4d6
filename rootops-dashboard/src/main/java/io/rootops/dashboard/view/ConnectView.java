package io.rootops.dashboard.view;

import io.rootops.core.engine.GitHubConnection.App;
import io.rootops.core.engine.GitHubConnection.Application;
import io.rootops.core.engine.GitHubConnection.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How RootOps is connected with GitHub.
 *
 * @param application what a browser may take there; null: it is connected
 * @param organization that the App is to belong to; null: the person's own account
 * @param tried why the last try did not succeed; null: there was none
 */
public record ConnectView(
        State state,
        @Nullable Application application,
        @Nullable String organization,
        @Nullable String tried) {

    /** What the App may do, and what for. */
    public record Permission(String name, String access, String what) {}

    public List<Permission> permissions() {
        return List.of(
                new Permission("Metadata", "read", "names and default branches; GitHub gives it to every App"),
                new Permission("Contents", "read", "fetching the commits"),
                new Permission(
                        "Pull requests", "read", "the risk of a pull request, who approved it, what it belongs to"),
                new Permission("Issues", "read", "which issues a change closes, and how they stand"),
                new Permission("Deployments", "read", "when which commit was deployed where"),
                new Permission("Actions", "read", "deployments by workflows"),
                new Permission("Commit statuses", "read", "what checks that are no Apps say of a commit"),
                new Permission("Checks", "read and write", "the check run with the score, and what other checks say"));
    }

    /** Where the App is installed on accounts; null: only GitHub knows. */
    public @Nullable String installLink() {
        App app = state.app();
        return app == null || app.page() == null || !Links.browsable(app.page().toString())
                ? null
                : app.page() + "/installations/new";
    }

    public String host() {
        return state.github().getAuthority();
    }
}
