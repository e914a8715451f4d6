package io.rootops.app.access;

import io.rootops.core.access.AccessMode;
import io.rootops.core.access.ApiToken;
import io.rootops.core.access.Credential;
import io.rootops.core.access.Scope;
import io.rootops.core.memory.TokenMemory;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a program may send alerts. It has a token, as bearer or as the password of basic authentication, which is all that
 * some can send; where everything is open to this machine or to all, it needs none, but is no browser and no proxy.
 */
public final class SenderCheck {
    private static final Logger LOG = LoggerFactory.getLogger(SenderCheck.class);
    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    private final AccessMode mode;
    private final TokenMemory tokens;
    private final Limits limits;

    SenderCheck(AccessMode mode, TokenMemory tokens, Limits limits) {
        this.mode = mode;
        this.tokens = tokens;
        this.limits = limits;
    }

    /** What comes of the question. */
    public enum Answer {
        ADMITTED,
        NO_TOKEN,
        UNKNOWN_TOKEN,
        /** The token lets do other things. */
        SCOPE,
        /** A page of a browser or a proxy. */
        OTHER_SITE,
        TOO_MANY,
        DATABASE_AWAY
    }

    /** Asks the database where there is a token. */
    public Answer of(Request request) {
        String client = ClientAddress.of(
                Request.getRemoteAddr(request), request.getHeaders().get(HttpHeader.X_FORWARDED_FOR));
        if (mode != AccessMode.LOCAL && limits.requests().take(client) > 0) {
            return Answer.TOO_MANY;
        }
        Optional<Credential> token = token(request.getHeaders().get(HttpHeader.AUTHORIZATION));
        if (token.isEmpty()) {
            return withoutToken(request);
        }
        try {
            return byToken(token.get(), client);
        } catch (DataAccessException e) {
            LOG.warn(
                    "The database did not say who may send alerts: {}",
                    String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            return Answer.DATABASE_AWAY;
        }
    }

    private Answer withoutToken(Request request) {
        if (mode == AccessMode.REQUIRED) {
            return Answer.NO_TOKEN;
        }
        boolean browser = request.getHeaders().contains(HttpHeader.ORIGIN)
                || request.getHeaders().contains("Sec-Fetch-Site");
        return browser || mode == AccessMode.LOCAL && HostCheck.proxied(request) ? Answer.OTHER_SITE : Answer.ADMITTED;
    }

    private Answer byToken(Credential secret, String client) {
        Optional<ApiToken> token = tokens.use(secret);
        if (token.isEmpty()) {
            return limits.failures().take(client) > 0 ? Answer.TOO_MANY : Answer.UNKNOWN_TOKEN;
        }
        if (limits.tokens().take(String.valueOf(token.get().id())) > 0) {
            return Answer.TOO_MANY;
        }
        return Scope.INCIDENT_WRITE.isIn(token.get().scopes()) ? Answer.ADMITTED : Answer.SCOPE;
    }

    /** Only what looks like one of ours: proxies pass on what they themselves let programs in by. */
    private static Optional<Credential> token(@Nullable String authorization) {
        return Optional.ofNullable(authorization)
                .flatMap(it -> rest(it, BEARER).or(() -> rest(it, BASIC).flatMap(SenderCheck::password)))
                .filter(it -> it.startsWith(ApiToken.PREFIX))
                .map(Credential::new);
    }

    private static Optional<String> rest(String authorization, String scheme) {
        return authorization.regionMatches(true, 0, scheme, 0, scheme.length())
                ? Optional.of(authorization.substring(scheme.length()).strip())
                : Optional.empty();
    }

    private static Optional<String> password(String encoded) {
        try {
            String text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            return Optional.of(text.substring(text.indexOf(':') + 1));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // no base64: whoever sends it has no token of ours
        }
    }
}
