package io.rootops.dashboard;

import io.rootops.core.memory.LoginMemory;
import io.rootops.dashboard.view.Links;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** POST /logout: ends the session of this browser. */
final class LogoutServlet extends PageServlet {
    private final transient LoginMemory logins;
    private final transient SessionCookie cookie;

    LogoutServlet(Pages pages, LoginMemory logins, SessionCookie cookie) {
        super(pages);
        this.logins = logins;
        this.cookie = cookie;
    }

    @Override
    List<String> methods() {
        return List.of("GET", "HEAD", "POST");
    }

    @Override
    Answer answer(HttpServletRequest request) {
        if (!request.getMethod().equals("POST")) {
            return Answer.redirect(303, Links.DASHBOARD);
        }
        SameOrigin.require(request);
        cookie.read(request).ifPresent(logins::signOut);
        return Answer.redirect(303, Links.LOGIN)
                .with("Set-Cookie", cookie.clear(request))
                .with("Cache-Control", "no-store");
    }
}
