package io.rootops.dashboard.view;

import io.rootops.core.access.Scope;
import java.util.Set;

/**
 * Who looks at a page.
 *
 * @param csrf what forms of this page send back; empty: they cannot be sent
 */
public record Visitor(Kind kind, Set<Scope> scopes, String csrf) {
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

    public boolean may(Scope scope) {
        return scope.isIn(scopes);
    }
}
