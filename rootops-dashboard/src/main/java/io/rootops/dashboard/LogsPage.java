package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.engine.BackendCheck;
import io.rootops.dashboard.view.Frame;
import io.rootops.dashboard.view.LogsView;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What services log, by template. */
final class LogsPage {
    private final Pages pages;
    private final LogsReader logs;
    private final Supplier<List<BackendCheck>> backends;

    LogsPage(Pages pages, LogsReader logs, Supplier<List<BackendCheck>> backends) {
        this.pages = pages;
        this.logs = logs;
        this.backends = backends;
    }

    Answer answer(HttpServletRequest request, List<TrackedRepository> all) {
        Query query = Query.of(request);
        LogsView view = logs.read(query);
        String trend = query.get("trend");
        String title = trend == null ? "Logs" : "Logs, " + trend;
        Frame frame = pages.frame(request, title, Frame.Section.LOGS, null, all, null);
        return pages.render(
                200,
                "logs.jte",
                Map.of(
                        "frame",
                        frame,
                        "view",
                        view,
                        "backends",
                        backends.get().stream()
                                .filter(it -> it.subject().equals("logs"))
                                .toList(),
                        "trend",
                        trend == null ? "" : trend));
    }
}
