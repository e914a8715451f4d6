package io.rootops.dashboard;

import io.rootops.core.engine.GitHubConnection;
import io.rootops.dashboard.view.Links;
import jakarta.servlet.http.HttpServlet;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page that has a GitHub App made for this RootOps, and where GitHub sends the person back to. */
public final class ConnectPages {
    private final Map<String, HttpServlet> servlets;

    /** @param warning on each page; null: none */
    public ConnectPages(GitHubConnection connection, InstantSource clock, @Nullable String warning) {
        Pages pages = new Pages(new Assets(), clock, warning);
        ConnectPage page = new ConnectPage(pages, connection);
        servlets = Map.of(
                Links.CONNECT, new ConnectServlet(page),
                Links.CONNECTED, new ConnectedServlet(page),
                Links.DISCONNECT, new DisconnectServlet(pages, connection));
    }

    /** By path. */
    public Map<String, HttpServlet> servlets() {
        return servlets;
    }
}
