package io.rootops.app.access;

import io.rootops.core.access.AccessMode;
import io.rootops.core.access.ApiToken;
import io.rootops.core.access.Credential;
import io.rootops.core.access.Scope;
import io.rootops.core.memory.LoginMemory;
import io.rootops.core.memory.TokenMemory;
import io.rootops.dashboard.SessionCookie;
import io.rootops.dashboard.view.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;

/** Finds out who sends a request: by its token, else by its session, else by what the mode lets everybody do. */
final class Callers {
    private static final String AUTHORIZATION = "Authorization";
    private static final String BEARER = "Bearer ";
    private static final Set<Scope> ALL = Set.of(Scope.ADMIN);

    private final AccessMode mode;
    private final TokenMemory tokens;
    private final LoginMemory logins;
    private final SessionCookie sessions;
    private final SessionCookie forms;
    private final Limits limits;

    Callers(
            AccessMode mode,
            TokenMemory tokens,
            LoginMemory logins,
            SessionCookie sessions,
            SessionCookie forms,
            Limits limits) {
        this.mode = mode;
        this.tokens = tokens;
        this.logins = logins;
        this.sessions = sessions;
        this.forms = forms;
        this.limits = limits;
    }

    /**
     * Who it is; {@link Visitor#ANYONE} is known to be nobody.
     *
     * @param client where from, for counting wrong secrets
     * @throws Refusal for a token that opens nothing or comes too often
     */
    Visitor of(HttpServletRequest request, String client) throws Refusal {
        Optional<Credential> token = token(request);
        if (token.isPresent()) {
            return byToken(request, token.get(), client);
        }
        Optional<Credential> session = sessions.read(request);
        if (session.isPresent()) {
            if (logins.continues(session.get())) {
                return new Visitor(Visitor.Kind.SESSION, ALL, formToken(session.get()));
            }
            limits.failures().take(client);
        }
        String csrf = forms.read(request).map(Callers::formToken).orElse("");
        return switch (mode) {
            case REQUIRED -> Visitor.ANYONE;
            case LOCAL -> new Visitor(Visitor.Kind.LOCAL, ALL, csrf);
            case OPEN -> new Visitor(Visitor.Kind.OPEN, ALL, csrf);
        };
    }

    private Visitor byToken(HttpServletRequest request, Credential secret, String client) throws Refusal {
        Optional<ApiToken> token = tokens.use(secret);
        if (token.isEmpty()) {
            // Counted after the look, so that who guesses shuts out nobody behind the same address.
            long wait = limits.failures().take(client);
            throw wait > 0
                    ? Refusal.tooMany(request, "wrong tokens and links from your address", wait)
                    : Refusal.unknownToken(request);
        }
        long rest = limits.tokens().take(String.valueOf(token.get().id()));
        if (rest > 0) {
            throw Refusal.tooMany(request, "requests with this token", rest);
        }
        return new Visitor(
                Visitor.Kind.TOKEN, token.get().scopes(), "", token.get().name());
    }

    /**
     * Only what looks like one of ours: proxies pass on what they themselves let people in by, passwords and tokens of
     * other programs.
     */
    private static Optional<Credential> token(HttpServletRequest request) {
        String authorization = request.getHeader(AUTHORIZATION);
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        return Optional.of(authorization.substring(BEARER.length()).strip())
                .filter(it -> it.startsWith(ApiToken.PREFIX))
                .map(Credential::new);
    }

    /** What forms of somebody's pages carry; from it nobody gets at the cookie. */
    static String formToken(Credential cookie) {
        return cookie.derived("forms").text();
    }
}
