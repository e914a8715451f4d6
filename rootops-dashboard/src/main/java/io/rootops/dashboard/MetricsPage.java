package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.engine.BackendCheck;
import io.rootops.dashboard.view.Frame;
import io.rootops.dashboard.view.MetricsView;
import io.rootops.dashboard.view.Shown;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What is measured of services. */
final class MetricsPage {
    private static final int LONGEST_NAME = 80;

    private final Pages pages;
    private final MetricsReader metrics;
    private final Supplier<List<BackendCheck>> backends;

    MetricsPage(Pages pages, MetricsReader metrics, Supplier<List<BackendCheck>> backends) {
        this.pages = pages;
        this.metrics = metrics;
        this.backends = backends;
    }

    Answer answer(HttpServletRequest request, List<TrackedRepository> all) {
        Query query = Query.of(request);
        MetricsView view = metrics.read(query);
        String named = query.get("service");
        String title = named == null ? "Metrics" : "Metrics of " + Shown.cut(named, LONGEST_NAME);
        Frame frame = pages.frame(request, title, Frame.Section.METRICS, null, all, null);
        return pages.render(
                200,
                "metrics.jte",
                Map.of(
                        "frame",
                        frame,
                        "view",
                        view,
                        "backends",
                        backends.get().stream()
                                .filter(it -> it.subject().equals("metrics"))
                                .toList()));
    }
}
