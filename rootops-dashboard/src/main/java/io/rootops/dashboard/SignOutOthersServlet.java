package io.rootops.dashboard;

import io.rootops.core.memory.LoginMemory;
import io.rootops.dashboard.view.Links;
import jakarta.servlet.http.HttpServletRequest;

/** POST /dashboard/access/sign-out-others: ends every session but that of this browser. */
final class SignOutOthersServlet extends FormServlet {
    private final transient LoginMemory logins;
    private final transient SessionCookie cookie;

    SignOutOthersServlet(Pages pages, LoginMemory logins, SessionCookie cookie) {
        super(pages);
        this.logins = logins;
        this.cookie = cookie;
    }

    @Override
    Answer opened(HttpServletRequest request) {
        return Answer.redirect(303, Links.ACCESS);
    }

    @Override
    Answer sent(HttpServletRequest request) {
        cookie.read(request).ifPresent(logins::signOutOthers);
        return Answer.redirect(303, Links.ACCESS);
    }
}
