package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.engine.BackendCheck;
import io.rootops.core.memory.DeliveryMemory;
import io.rootops.core.webhook.DeliveryState;
import io.rootops.dashboard.view.DeliveriesView;
import io.rootops.dashboard.view.Frame;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What webhooks brought, and what came of it. */
final class DeliveriesPage {
    /** What was done with a delivery. */
    static final String REPLAYED = "replayed";

    static final String DISMISSED = "dismissed";
    static final int DEFAULT_LIMIT = 50;
    static final int MOST = 200;

    private final Pages pages;
    private final DeliveryMemory deliveries;
    private final Supplier<List<BackendCheck>> backends;

    DeliveriesPage(Pages pages, DeliveryMemory deliveries, Supplier<List<BackendCheck>> backends) {
        this.pages = pages;
        this.deliveries = deliveries;
        this.backends = backends;
    }

    Answer answer(HttpServletRequest request, List<TrackedRepository> all) {
        Query query = Query.of(request);
        DeliveryState state = query.word("state", DeliveryState.class);
        Frame frame = pages.frame(request, "Deliveries", Frame.Section.DELIVERIES, null, all, "#deliveries");
        return pages.render(
                200,
                "deliveries.jte",
                Map.of(
                        "frame",
                        frame,
                        "view",
                        DeliveriesView.of(
                                deliveries.figures(), deliveries.log(), deliveries.newest(state, DEFAULT_LIMIT)),
                        "warnings",
                        backends.get().stream()
                                .filter(it -> it.subject().equals(DeliveriesView.SIGNATURES))
                                .toList(),
                        "replayed",
                        REPLAYED.equals(query.get(DeliveryFormServlet.DONE)),
                        "dismissed",
                        DISMISSED.equals(query.get(DeliveryFormServlet.DONE)),
                        "state",
                        state == null ? "" : state.word()));
    }
}
