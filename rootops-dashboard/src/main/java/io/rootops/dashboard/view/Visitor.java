package io.rootops.dashboard.view;

import io.rootops.core.access.Scope;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who looks at a page.
 *
 * @param csrf what forms of this page send back; empty: they cannot be sent
 * @param token name of the token that they came in by; null: by none
 */
public record Visitor(
        Kind kind, Set<Scope> scopes, String csrf, @Nullable String token) {
    /** The form field, and with {@code X-} before it the header, that carries {@link #csrf}. */
    public static final String CSRF_FIELD = "csrf";

    /** Who is known to be nobody, or not known at all. */
    public static final Visitor ANYONE = new Visitor(Kind.ANYONE, Set.of(), "");

    /** By what they came in. */
    public enum Kind {
        ANYONE,
        /** Uses the machine that RootOps listens on alone. */
        LOCAL,
        SESSION,
        TOKEN,
        /** Anybody, as ROOTOPS_AUTH=open says. */
        OPEN
    }

    public Visitor(Kind kind, Set<Scope> scopes, String csrf) {
        this(kind, scopes, csrf, null);
    }

    /** Who it was, for those who read later of what they did; RootOps knows people no better. */
    public String who() {
        return switch (kind) {
            case TOKEN -> "the token '" + token + "'";
            case SESSION -> "somebody who is signed in";
            case LOCAL -> "somebody on this machine";
            case OPEN, ANYONE -> "somebody";
        };
    }

    public boolean may(Scope scope) {
        return scope.isIn(scopes);
    }
}
