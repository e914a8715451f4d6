package io.rootops.dashboard;

import io.rootops.core.access.Credential;
import io.rootops.core.memory.LoginMemory;
import io.rootops.dashboard.view.Frame;
import io.rootops.dashboard.view.Links;
import io.rootops.dashboard.view.LoginView;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * /login: GET shows what a link would do, or where to find one; POST uses the link up and begins a session. So chat
 * programs that look at a link before a person does leave it as it is.
 */
final class LoginServlet extends FormServlet {
    private static final int LONGEST = 100;

    private final transient LoginMemory logins;
    private final transient SessionCookie cookie;

    LoginServlet(Pages pages, LoginMemory logins, SessionCookie cookie) {
        super(pages);
        this.logins = logins;
        this.cookie = cookie;
    }

    @Override
    Answer opened(HttpServletRequest request) {
        Credential link = link(Query.of(request).get("link"));
        boolean opens = link != null && logins.opens(link);
        return page(request, opens ? link : null, link != null && !opens);
    }

    @Override
    Answer sent(HttpServletRequest request) {
        Credential link = link(Query.of(request).get("link"));
        Optional<Credential> session = link == null ? Optional.empty() : logins.signIn(link);
        return session.map(it -> Answer.redirect(303, Links.DASHBOARD)
                        .with("Set-Cookie", cookie.write(request, it, LoginMemory.SESSION_LIFETIME))
                        .with("Cache-Control", "no-store"))
                .orElseGet(() -> page(request, null, true));
    }

    private Answer page(HttpServletRequest request, @Nullable Credential link, boolean refused) {
        Frame frame = pages.frame(request, "Sign in", Frame.Section.NONE, null, List.of(), null);
        LoginView view = new LoginView(link == null ? null : link.text(), refused);
        return pages.render(refused ? 403 : 200, "login.jte", Map.of("frame", frame, "view", view))
                .with("Cache-Control", "no-store");
    }

    /** Of a whole address, what stands behind {@code link=}: people paste that too. */
    private static @Nullable Credential link(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String secret = text.substring(text.lastIndexOf('=') + 1).strip();
        return new Credential(secret.substring(0, Math.min(secret.length(), LONGEST)));
    }
}
