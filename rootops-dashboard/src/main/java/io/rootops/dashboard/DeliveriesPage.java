package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.DeliveryMemory;
import io.rootops.core.webhook.DeliveryState;
import io.rootops.dashboard.view.DeliveriesView;
import io.rootops.dashboard.view.Frame;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;

/** What webhooks brought, and what came of it. */
final class DeliveriesPage {
    static final int DEFAULT_LIMIT = 50;
    static final int MOST = 200;

    private final Pages pages;
    private final DeliveryMemory deliveries;

    DeliveriesPage(Pages pages, DeliveryMemory deliveries) {
        this.pages = pages;
        this.deliveries = deliveries;
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
                        "state",
                        state == null ? "" : state.word()));
    }
}
