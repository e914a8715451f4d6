package io.rootops.app.ops;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rootops.core.access.Scope;
import io.rootops.core.engine.BackendCheck;
import io.rootops.dashboard.Visitors;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/**
 * Readiness for machines and health for people: the same checks. Only the database decides readiness; a backend that is
 * away is shown and stops nothing.
 */
public final class HealthServlet extends ReadOnlyServlet {
    private static final long serialVersionUID = 1L;
    private static final String NEEDED = "database";

    private final transient Supplier<List<BackendCheck>> checks;
    private final transient ObjectMapper json = new ObjectMapper();

    public HealthServlet(Supplier<List<BackendCheck>> checks) {
        this.checks = checks;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<BackendCheck> found = checks.get();
        boolean ready =
                found.stream().noneMatch(it -> it.subject().equals(NEEDED) && it.state() == BackendCheck.State.FAIL);
        // Texts name repositories and directories; a probe needs the states only.
        boolean told = Visitors.of(request).may(Scope.READ);
        ObjectNode body = json.createObjectNode().put("status", ready ? "ready" : "not_ready");
        // Each of them is optional: what it brings is missing, and everything else goes on.
        ArrayNode degraded = body.putArray("degraded");
        found.stream()
                .filter(it ->
                        it.state() == BackendCheck.State.FAIL && !it.subject().equals(NEEDED))
                .forEach(it -> degraded.add(it.subject()));
        ArrayNode list = body.putArray("checks");
        for (BackendCheck check : found) {
            ObjectNode node = list.addObject()
                    .put("subject", check.subject())
                    .put("state", check.state().word());
            if (!told) {
                continue;
            }
            node.put("text", check.text());
            check.tried().forEach(node.putArray("tried")::add);
            check.wouldAdd().forEach(node.putArray("would_add")::add);
            node.put("fix", check.fix());
        }
        response.setStatus(ready ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write((json.writeValueAsString(body) + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
