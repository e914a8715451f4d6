package io.rootops.app.access;

import io.rootops.core.access.Scope;
import io.rootops.dashboard.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;

/** A request is not let through; its answer says why and how to mend it. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;
    private static final String CHALLENGE = "WWW-Authenticate";
    private static final String BEARER = "Bearer realm=\"rootops\"";
    private static final String NOT_SIGNED_IN = "not-signed-in";
    private static final String RETRY_AFTER = "Retry-After";

    private final transient Problem problem;
    private final transient Map<String, String> headers;

    private Refusal(Problem problem, Map<String, String> headers) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
        this.headers = headers;
    }

    Problem problem() {
        return problem;
    }

    Map<String, String> headers() {
        return headers;
    }

    /** Whether signing in would help. */
    boolean leadsToLogin() {
        return problem.code().equals(NOT_SIGNED_IN);
    }

    static Refusal notSignedIn(HttpServletRequest request) {
        return new Refusal(
                Problem.of(
                        401,
                        NOT_SIGNED_IN,
                        "Not signed in",
                        "This address needs a token in the header 'Authorization: Bearer rootops_…', or a browser that is"
                                + " signed in. Make a token with 'rootops token create', sign in with the link that"
                                + " 'rootops login-link' prints.",
                        request.getRequestURI()),
                Map.of(CHALLENGE, BEARER));
    }

    static Refusal unknownToken(HttpServletRequest request) {
        return new Refusal(
                Problem.of(
                        401,
                        "unknown-token",
                        "Unknown token",
                        "The token in the header Authorization is mistyped, expired or revoked; expected 'Bearer' and a"
                                + " token that begins with rootops_. 'rootops token list' shows which there are,"
                                + " 'rootops token create' makes another.",
                        request.getRequestURI()),
                Map.of(CHALLENGE, BEARER + ", error=\"invalid_token\""));
    }

    static Refusal scope(HttpServletRequest request, Scope needed) {
        return new Refusal(
                Problem.of(
                        403,
                        "scope-missing",
                        "Not allowed with this token",
                        request.getMethod() + " " + request.getRequestURI() + " needs the scope " + needed.word()
                                + ", and this token does not have it. Make one with 'rootops token create --scope "
                                + needed.word() + "'.",
                        request.getRequestURI()),
                Map.of(CHALLENGE, BEARER + ", error=\"insufficient_scope\", scope=\"" + needed.word() + "\""));
    }

    static Refusal otherSite(HttpServletRequest request) {
        return new Refusal(
                Problem.of(
                        403,
                        "other-site",
                        "Asked by another site",
                        "Only RootOps's own pages may change something here, and this request does not come from one."
                                + " Open the dashboard and press the button there; where a proxy stands before RootOps,"
                                + " set ROOTOPS_URL to the address that people open. A program sends a token.",
                        request.getRequestURI()),
                Map.of());
    }

    static Refusal staleForm(HttpServletRequest request) {
        return new Refusal(
                Problem.of(
                        403,
                        "stale-form",
                        "This page is too old",
                        "The form comes from a page that was opened before you signed in, or the browser refused its"
                                + " cookie. Open the page again and press the button there. A program sends a token.",
                        request.getRequestURI()),
                Map.of());
    }

    /** @param seconds until it may come again */
    static Refusal tooMany(HttpServletRequest request, String what, long seconds) {
        return new Refusal(
                Problem.of(
                        429,
                        "too-many-requests",
                        "Too many requests",
                        "Too many " + what + ". Try again in " + seconds + " s.",
                        request.getRequestURI()),
                Map.of(RETRY_AFTER, String.valueOf(seconds)));
    }

    static Refusal databaseAway(HttpServletRequest request) {
        return new Refusal(
                Problem.of(
                        503,
                        "database-away",
                        "The database does not answer",
                        "Who may enter is written in the database, and it does not answer. RootOps goes on by itself when"
                                + " it is back; /readyz tells when.",
                        request.getRequestURI()),
                Map.of(RETRY_AFTER, "10"));
    }
}
