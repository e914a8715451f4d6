package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.engine.BackendCheck;
import io.rootops.dashboard.view.Frame;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What is measured of services. */
final class MetricsPage {
    private final Pages pages;
    private final MetricsReader metrics;
    private final Supplier<List<BackendCheck>> backends;

    MetricsPage(Pages pages, MetricsReader metrics, Supplier<List<BackendCheck>> backends) {
        this.pages = pages;
        this.metrics = metrics;
        this.backends = backends;
    }

    Answer answer(HttpServletRequest request, List<TrackedRepository> all) {
        Frame frame = pages.frame(request, "Metrics", Frame.Section.METRICS, null, all, null);
        return pages.render(
                200,
                "metrics.jte",
                Map.of(
                        "frame",
                        frame,
                        "view",
                        metrics.read(),
                        "backends",
                        backends.get().stream()
                                .filter(it -> it.subject().equals("metrics"))
                                .toList()));
    }
}
