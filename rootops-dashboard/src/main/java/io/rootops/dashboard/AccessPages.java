package io.rootops.dashboard;

import io.rootops.core.memory.LoginMemory;
import io.rootops.core.memory.TokenMemory;
import io.rootops.dashboard.view.Links;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pages that sign in and out, and the one of the tokens. Somebody else guards them. */
public final class AccessPages {
    private final Map<String, HttpServlet> servlets;
    private final Pages pages;
    private final SessionCookie cookie;
    private final Json json = new Json();

    /**
     * Makes all of them.
     *
     * @param url where people reach this RootOps; null: where it listens
     * @param warning on each page; null: none
     */
    public AccessPages(
            TokenMemory tokens, LoginMemory logins, @Nullable URI url, InstantSource clock, @Nullable String warning) {
        pages = new Pages(new Assets(), clock, warning);
        cookie = SessionCookie.session(url);
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

    /** Whether a person's browser asks for a whole page. */
    public static boolean wantsPage(HttpServletRequest request) {
        String accepted = request.getHeader("Accept");
        return accepted != null
                && accepted.contains("text/html")
                && request.getHeader("HX-Request") == null
                && !request.getRequestURI().startsWith("/api/");
    }

    /** Answers with a problem: as a page for people, as JSON for programs. */
    public void refuse(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answer answer = wantsPage(request)
                ? pages.problem(problem, request)
                : Answer.of(problem.status(), "application/problem+json", json.bytes(problem));
        write(answer, request, response);
    }

    /** Leads to where one signs in, and takes away a cookie that did not. */
    public void leadToLogin(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answer answer = Answer.redirect(303, Links.LOGIN);
        write(
                cookie.read(request).isPresent() ? answer.with("Set-Cookie", cookie.clear(request)) : answer,
                request,
                response);
    }

    private static void write(Answer answer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setStatus(answer.status());
        response.setHeader("Cache-Control", "no-store");
        answer.headers().forEach(response::setHeader);
        response.setContentType(answer.contentType());
        response.setContentLength(answer.body().length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(answer.body());
        }
    }
}
