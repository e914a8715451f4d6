package io.rootops.app.access;

import io.rootops.app.access.Rule.Door;
import io.rootops.core.access.Scope;
import io.rootops.dashboard.view.Links;
import java.util.Map;

/**
 * The one list of who may do what, by the pattern that a servlet is registered under: so no other reading of an address
 * can lead past it. A route that is missing here is for admins only.
 */
final class Routes {
    private static final Rule OWN_PROOF = Rule.of(Door.OWN_PROOF);
    private static final Rule PUBLIC = Rule.of(Door.PUBLIC);
    private static final Rule READ = Rule.scopes(Scope.READ, Scope.ADMIN);
    private static final Rule DEPLOYING = Rule.scopes(Scope.DEPLOYMENT_WRITE, Scope.DEPLOYMENT_WRITE);
    /** Everybody who may read sees them; answering is apart. */
    private static final Rule ANSWERED = Rule.scopes(Scope.READ, Scope.INCIDENT_WRITE);

    private static final Rule ANSWERING = Rule.scopes(Scope.INCIDENT_WRITE, Scope.INCIDENT_WRITE);
    private static final Rule ADMIN = Rule.scopes(Scope.ADMIN, Scope.ADMIN);
    private static final Rule UNLISTED = Rule.of(Door.UNLISTED);

    private static final Map<String, Rule> RULES = Map.ofEntries(
            Map.entry("/livez", PUBLIC),
            Map.entry("/readyz", PUBLIC),
            Map.entry("/healthz", PUBLIC),
            Map.entry("/openapi.yaml", PUBLIC),
            Map.entry("/assets/*", PUBLIC),
            Map.entry(Links.LOGIN, Rule.of(Door.SIGN_IN)),
            Map.entry(Links.LOGOUT, Rule.scopes(Scope.READ, Scope.READ)),
            Map.entry("/", READ),
            Map.entry("/metrics", READ),
            Map.entry("/api/*", READ),
            Map.entry("/api/dashboard/overview", READ),
            Map.entry("/api/dashboard/commits/*", READ),
            Map.entry("/api/dashboard/range", READ),
            Map.entry("/api/dashboard/trust", READ),
            Map.entry("/api/dashboard/repositories", READ),
            Map.entry("/api/dashboard/trust/riskiest", READ),
            Map.entry("/api/dashboard/deliveries/*", READ),
            Map.entry("/api/dashboard/health", READ),
            Map.entry("/api/dashboard/logs", READ),
            Map.entry("/api/dashboard/deployments/*", READ),
            Map.entry("/api/dashboard/incidents/*", READ),
            Map.entry("/api/dashboard/services", READ),
            Map.entry("/api/dashboard/metrics", READ),
            Map.entry("/api/dashboard/stream", READ),
            Map.entry("/api/v1/intelligence/deployment", DEPLOYING),
            Map.entry("/api/dashboard/suspicions", READ),
            Map.entry("/api/v1/intelligence/suspicions/*", ANSWERING),
            Map.entry("/api/v1/intelligence/incident/*", ANSWERING),
            Map.entry("/api/v1/intelligence/verdicts/*", ANSWERING),
            Map.entry("/api/v1/intelligence/monitor", DEPLOYING),
            Map.entry("/api/v1/events", DEPLOYING),
            Map.entry("/api/v1/patterns", READ),
            Map.entry("/api/v1/gate", READ),
            Map.entry("/api/v1/repositories/*", READ),
            Map.entry("/api/v1/commits/*", READ),
            Map.entry("/api/v1/ping", READ),
            Map.entry("/api/v1/dora", READ),
            Map.entry("/api/v1/hotspots", READ),
            Map.entry("/api/v1/digest", READ),
            Map.entry("/dashboard/*", READ),
            Map.entry("/dashboard/theme", READ),
            Map.entry(Links.ANALYZE, READ),
            Map.entry(Links.REPLAY, READ),
            Map.entry(Links.DISMISS, READ),
            Map.entry(Links.FOLLOW, READ),
            Map.entry(Links.SERVICES, READ),
            Map.entry(Links.SUSPICIONS, ANSWERED),
            Map.entry(Links.NEW_INCIDENT, ANSWERED),
            Map.entry(Links.EDIT_INCIDENT, ANSWERED),
            Map.entry(Links.INCIDENT_ANSWER, ANSWERED),
            Map.entry(Links.INCIDENT_STATE, ANSWERED),
            Map.entry(Links.VERDICT_ANSWER, ANSWERED),
            Map.entry(Links.CONNECT, ADMIN),
            Map.entry(Links.CONNECTED, ADMIN),
            Map.entry(Links.DISCONNECT, ADMIN),
            Map.entry(Links.ACCESS, ADMIN),
            Map.entry(Links.REVOKE, ADMIN),
            Map.entry(Links.SIGN_OUT_OTHERS, ADMIN));

    private Routes() {}

    /** @param pattern of the servlet that will answer, as the servlet specification writes it */
    static Rule of(String pattern) {
        return pattern.startsWith("/webhooks/") ? OWN_PROOF : RULES.getOrDefault(pattern, UNLISTED);
    }
}
