package io.rootops.dashboard;

import io.rootops.core.memory.DeliveryMemory;
import io.rootops.dashboard.view.Links;
import jakarta.servlet.http.HttpServletRequest;

/** POST /dashboard/deliveries/replay with id: has a delivery worked on again, and leads back to the list. */
final class ReplayServlet extends FormServlet {
    /** The parameter of the list that says that this was done. */
    static final String REPLAYED = "replayed";

    private final transient DeliveryMemory deliveries;

    ReplayServlet(Pages pages, DeliveryMemory deliveries) {
        super(pages);
        this.deliveries = deliveries;
    }

    @Override
    Answer opened(HttpServletRequest request) {
        return Answer.redirect(303, Links.DELIVERIES);
    }

    @Override
    Answer sent(HttpServletRequest request) {
        Query query = Query.of(request);
        String id = query.get("id");
        if (id == null || !id.matches("\\d{1,18}")) {
            throw query.wrong("id", "the id of a delivery of the list");
        }
        if (!deliveries.replay(Long.parseLong(id))) {
            throw ProblemException.unknownDelivery(Long.parseLong(id), request.getRequestURI());
        }
        return Answer.redirect(303, Links.DELIVERIES + "?" + REPLAYED + "=" + id);
    }
}
