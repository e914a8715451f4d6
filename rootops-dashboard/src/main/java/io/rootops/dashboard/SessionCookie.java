package io.rootops.dashboard;

import io.rootops.core.access.Credential;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cookies that hold a secret of this site: the session, and what binds the forms of people without one. Over https
 * their names begin with {@code __Host-}, so that no other site of the domain can set them.
 */
public final class SessionCookie {
    private static final String PREFIX = "__Host-";

    private final String name;
    private final @Nullable URI url;

    private SessionCookie(String name, @Nullable URI url) {
        this.name = name;
        this.url = url;
    }

    /** @param url where people reach this RootOps; null: where it listens */
    public static SessionCookie session(@Nullable URI url) {
        return new SessionCookie("rootops_session", url);
    }

    /** As {@link #session}. */
    public static SessionCookie forms(@Nullable URI url) {
        return new SessionCookie("rootops_forms", url);
    }

    public Optional<Credential> read(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(it -> it.getName().equals(name(request)))
                        .findFirst()
                        .map(it -> new Credential(it.getValue()));
    }

    /** For a Set-Cookie header. */
    public String write(HttpServletRequest request, Credential secret, Duration lifetime) {
        return name(request) + "=" + secret.text() + "; Path=/; Max-Age=" + lifetime.toSeconds()
                + "; HttpOnly; SameSite=Lax" + (secure(request) ? "; Secure" : "");
    }

    /** For a Set-Cookie header that takes it away. */
    public String clear(HttpServletRequest request) {
        return write(request, new Credential(""), Duration.ZERO);
    }

    private String name(HttpServletRequest request) {
        return secure(request) ? PREFIX + name : name;
    }

    /**
     * Whoever may say https: it only makes the cookie stricter, and who says so wrongly loses nothing but the own
     * session. So the header of a proxy needs no list of trusted ones.
     */
    private boolean secure(HttpServletRequest request) {
        return request.isSecure()
                || url != null && "https".equals(url.getScheme())
                || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
    }
}
