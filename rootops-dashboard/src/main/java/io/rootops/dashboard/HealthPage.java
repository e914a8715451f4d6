package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.dashboard.view.Frame;
import io.rootops.dashboard.view.HealthView;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** How RootOps itself is. */
final class HealthPage {
    private final Pages pages;
    private final Supplier<HealthView> health;

    HealthPage(Pages pages, Supplier<HealthView> health) {
        this.pages = pages;
        this.health = health;
    }

    Answer answer(HttpServletRequest request, List<TrackedRepository> all) {
        Frame frame = pages.frame(request, "Health", Frame.Section.HEALTH, null, all, null);
        return pages.render(200, "health.jte", Map.of("frame", frame, "view", health.get()));
    }
}
