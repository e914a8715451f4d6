package io.rootops.app.access;

import io.rootops.app.access.Rule.Door;
import io.rootops.core.access.AccessMode;
import io.rootops.core.access.Credential;
import io.rootops.dashboard.AccessPages;
import io.rootops.dashboard.SameOrigin;
import io.rootops.dashboard.SessionCookie;
import io.rootops.dashboard.Visitors;
import io.rootops.dashboard.view.Visitor;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands before every servlet: lets through whom the list of routes lets through. */
final class Guard extends HttpFilter {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final long serialVersionUID = 1L;
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Duration FORMS_LIFETIME = Duration.ofDays(365);

    private final AccessMode mode;
    private final transient @Nullable URI url;
    private final transient Callers callers;
    private final transient SessionCookie forms;
    private final transient Limits limits;
    private final transient AccessPages pages;

    Guard(AccessMode mode, @Nullable URI url, Callers callers, SessionCookie forms, Limits limits, AccessPages pages) {
        this.mode = mode;
        this.url = url;
        this.callers = callers;
        this.forms = forms;
        this.limits = limits;
        this.pages = pages;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Rule rule = Routes.of(request.getHttpServletMapping().getPattern());
        if (rule.door() != Door.OWN_PROOF) {
            try {
                Visitors.admit(request, admitted(rule, request, response));
            } catch (Refusal refusal) {
                refuse(refusal, request, response);
                return;
            }
        }
        chain.doFilter(request, response);
        if (rule.door() == Door.SIGN_IN && response.getStatus() == HttpServletResponse.SC_FORBIDDEN) {
            limits.failures().take(ClientAddress.of(request));
        }
    }

    private Visitor admitted(Rule rule, HttpServletRequest request, HttpServletResponse response) throws Refusal {
        String client = ClientAddress.of(request);
        boolean reads = READING.contains(request.getMethod());
        if (rule.door() == Door.PUBLIC) {
            return known(request, client);
        }
        // On this machine only its own programs come, and may as often as they like.
        long wait = mode == AccessMode.LOCAL ? 0 : limits.requests().take(client);
        if (wait > 0) {
            throw Refusal.tooMany(request, "requests from your address", wait);
        }
        if (rule.door() == Door.SIGN_IN) {
            signIn(request, client, reads);
            return known(request, client);
        }
        Visitor visitor = identified(request, client);
        boolean personal = visitor.kind() == Visitor.Kind.SESSION || visitor.kind() == Visitor.Kind.TOKEN;
        if (visitor.kind() == Visitor.Kind.ANYONE || rule.door() == Door.UNLISTED && !personal) {
            throw Refusal.notSignedIn(request);
        }
        if (!visitor.may(rule.needed(reads))) {
            throw Refusal.scope(request, rule.needed(reads));
        }
        if (reads) {
            return personal ? visitor : withForms(visitor, request, response);
        }
        checkSender(visitor, request);
        return visitor;
    }

    private void signIn(HttpServletRequest request, String client, boolean reads) throws Refusal {
        long wait = limits.failures().wait(client);
        if (wait > 0 && request.getParameter("link") != null) {
            throw Refusal.tooMany(request, "wrong tokens and links from your address", wait);
        }
        if (!reads && !SameOrigin.of(request, url)) {
            throw Refusal.otherSite(request);
        }
    }

    private void checkSender(Visitor visitor, HttpServletRequest request) throws Refusal {
        if (visitor.kind() == Visitor.Kind.TOKEN) {
            if (SameOrigin.foreign(request, url)) {
                throw Refusal.otherSite(request);
            }
            return;
        }
        if (!SameOrigin.of(request, url)) {
            throw Refusal.otherSite(request);
        }
        String header = request.getHeader("X-" + Visitor.CSRF_FIELD);
        String sent = header != null ? header : request.getParameter(Visitor.CSRF_FIELD);
        if (sent == null || visitor.csrf().isEmpty() || !new Credential(visitor.csrf()).is(sent)) {
            throw Refusal.staleForm(request);
        }
    }

    /** People without a session get a cookie that their forms are bound to. */
    private Visitor withForms(Visitor visitor, HttpServletRequest request, HttpServletResponse response) {
        if (!visitor.csrf().isEmpty() || !AccessPages.wantsPage(request)) {
            return visitor;
        }
        Credential cookie = Credential.random("");
        response.addHeader("Set-Cookie", forms.write(request, cookie, FORMS_LIFETIME));
        return new Visitor(visitor.kind(), visitor.scopes(), Callers.formToken(cookie));
    }

    private Visitor identified(HttpServletRequest request, String client) throws Refusal {
        try {
            return callers.of(request, client);
        } catch (DataAccessException e) {
            LOG.warn(
                    "The database did not say who may enter: {}",
                    String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            throw Refusal.databaseAway(request);
        }
    }

    /** For doors that are open: whoever cannot be identified is let in all the same. */
    private Visitor known(HttpServletRequest request, String client) {
        try {
            return identified(request, client);
        } catch (Refusal e) {
            return Visitor.ANYONE;
        }
    }

    private void refuse(Refusal refusal, HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean leads =
                refusal.leadsToLogin() && READING.contains(request.getMethod()) && AccessPages.wantsPage(request);
        if (leads) {
            pages.leadToLogin(request, response);
            return;
        }
        refusal.headers().forEach(response::setHeader);
        pages.refuse(refusal.problem(), request, response);
    }
}
