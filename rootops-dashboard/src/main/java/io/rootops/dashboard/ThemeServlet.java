package io.rootops.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/** GET /dashboard/theme?value=dark&amp;back=/dashboard: sets the cookie and goes back. */
final class ThemeServlet extends ReadServlet {
    /** One slash, then nothing that a browser takes for another host or for a new header. */
    private static final Pattern OWN_PATH = Pattern.compile("/(?!/)[\\x21-\\x5B\\x5D-\\x7E]*");

    private final transient Pages pages;

    ThemeServlet(Pages pages) {
        this.pages = pages;
    }

    @Override
    Answer answer(HttpServletRequest request) {
        Query query = Query.of(request);
        String value = query.get("value");
        Theme theme =
                Theme.named(value == null ? "" : value).orElseThrow(() -> query.wrong("value", "auto, light or dark"));
        String back = query.get("back");
        if (back != null && !OWN_PATH.matcher(back).matches()) {
            throw query.wrong("back", "a path of this site, such as /dashboard");
        }
        return Answer.redirect(303, back == null ? "/dashboard" : back)
                .with(
                        "Set-Cookie",
                        Theme.COOKIE + "=" + theme.word() + "; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly")
                .with("Cache-Control", "no-store");
    }

    @Override
    Answer describe(Problem problem, HttpServletRequest request) {
        return pages.problem(problem, request);
    }
}
