package io.rootops.dashboard;

import io.rootops.core.memory.LoginMemory;
import io.rootops.dashboard.view.Links;
import jakarta.servlet.http.HttpServletRequest;

/** POST /logout: ends the session of this browser. */
final class LogoutServlet extends FormServlet {
    private final transient LoginMemory logins;
    private final transient SessionCookie cookie;

    LogoutServlet(Pages pages, LoginMemory logins, SessionCookie cookie) {
        super(pages);
        this.logins = logins;
        this.cookie = cookie;
    }

    @Override
    Answer opened(HttpServletRequest request) {
        return Answer.redirect(303, Links.DASHBOARD);
    }

    @Override
    Answer sent(HttpServletRequest request) {
        cookie.read(request).ifPresent(logins::signOut);
        return Answer.redirect(303, Links.LOGIN)
                .with("Set-Cookie", cookie.clear(request))
                .with("Cache-Control", "no-store");
    }
}
