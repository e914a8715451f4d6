package io.rootops.dashboard;

import io.rootops.dashboard.view.HealthView;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;

/** GET /api/dashboard/health. */
final class HealthServlet extends JsonServlet {
    private final transient Supplier<HealthView> health;

    HealthServlet(Json json, Supplier<HealthView> health) {
        super(json);
        this.health = health;
    }

    @Override
    Answer answer(HttpServletRequest request) {
        return ok(health.get());
    }
}
