package io.rootops.dashboard;

import io.rootops.core.memory.DeliveryMemory;
import io.rootops.dashboard.view.Links;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** POST /dashboard/deliveries/replay with id: has a delivery worked on again, and leads back to the list. */
final class ReplayServlet extends PageServlet {
    private final transient DeliveryMemory deliveries;

    ReplayServlet(Pages pages, DeliveryMemory deliveries) {
        super(pages);
        this.deliveries = deliveries;
    }

    @Override
    List<String> methods() {
        return List.of("GET", "HEAD", "POST");
    }

    @Override
    Answer answer(HttpServletRequest request) {
        if (!request.getMethod().equals("POST")) {
            // Who reloads the answer to a form comes here.
            return Answer.redirect(303, Links.DELIVERIES);
        }
        SameOrigin.require(request);
        Query query = Query.of(request);
        String id = query.get("id");
        if (id == null || !id.matches("\\d{1,18}")) {
            throw query.wrong("id", "the id of a delivery of the list");
        }
        if (!deliveries.replay(Long.parseLong(id))) {
            throw ProblemException.unknownDelivery(Long.parseLong(id), request.getRequestURI());
        }
        return Answer.redirect(303, Links.DELIVERIES);
    }
}
