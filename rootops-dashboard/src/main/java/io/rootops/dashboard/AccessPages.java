package io.rootops.dashboard;

import io.rootops.core.memory.LoginMemory;
import io.rootops.core.memory.TokenMemory;
import io.rootops.dashboard.view.Links;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pages that sign in and out, and the one of the tokens. Somebody else guards them. */
public final class AccessPages {
    private final Map<String, HttpServlet> servlets;

    /** @param url where people reach this RootOps; null: where it listens */
    public AccessPages(TokenMemory tokens, LoginMemory logins, @Nullable URI url, InstantSource clock) {
        Pages pages = new Pages(new Assets(), clock);
        SessionCookie cookie = SessionCookie.session(url);
        servlets = Map.of(
                Links.LOGIN, new LoginServlet(pages, logins, cookie),
                Links.LOGOUT, new LogoutServlet(pages, logins, cookie),
                Links.ACCESS, new AccessServlet(pages, tokens),
                Links.REVOKE, new RevokeServlet(pages, tokens),
                Links.SIGN_OUT_OTHERS, new SignOutOthersServlet(pages, logins, cookie));
    }

    /** By path. */
    public Map<String, HttpServlet> servlets() {
        return servlets;
    }
}
