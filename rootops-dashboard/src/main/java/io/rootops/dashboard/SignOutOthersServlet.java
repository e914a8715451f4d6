package io.rootops.dashboard;

import io.rootops.core.memory.LoginMemory;
import io.rootops.dashboard.view.Links;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** POST /dashboard/access/sign-out-others: ends every session but that of this browser. */
final class SignOutOthersServlet extends PageServlet {
    private final transient LoginMemory logins;
    private final transient SessionCookie cookie;

    SignOutOthersServlet(Pages pages, LoginMemory logins, SessionCookie cookie) {
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
        if (request.getMethod().equals("POST")) {
            SameOrigin.require(request);
            cookie.read(request).ifPresent(logins::signOutOthers);
        }
        return Answer.redirect(303, Links.ACCESS);
    }
}
