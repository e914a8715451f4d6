package io.rootops.dashboard;

import io.rootops.dashboard.view.Visitor;
import jakarta.servlet.http.HttpServletRequest;

/** Whoever guards the doors leaves word here of who came in. */
public final class Visitors {
    private static final String ATTRIBUTE = Visitor.class.getName();

    private Visitors() {}

    public static void admit(HttpServletRequest request, Visitor visitor) {
        request.setAttribute(ATTRIBUTE, visitor);
    }

    /** {@link Visitor#ANYONE} where nobody was admitted. */
    public static Visitor of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Visitor visitor ? visitor : Visitor.ANYONE;
    }

    /** Whether a guard stood at the door, and with it the check that a form comes from our own pages. */
    static boolean guarded(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) != null;
    }
}
