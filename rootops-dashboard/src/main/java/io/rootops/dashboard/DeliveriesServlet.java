package io.rootops.dashboard;

import io.rootops.core.memory.DeliveryMemory;
import io.rootops.core.webhook.DeliveryState;
import io.rootops.dashboard.view.DeliveriesView;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** GET /api/dashboard/deliveries, and POST /api/dashboard/deliveries/{id}/replay and /dismiss. */
final class DeliveriesServlet extends JsonServlet {
    private static final Pattern ACTION = Pattern.compile("/(\\d{1,18})/(replay|dismiss)");

    private final transient DeliveryMemory deliveries;
    private final transient DeliveryActions actions;

    DeliveriesServlet(Json json, DeliveryMemory deliveries, DeliveryActions actions) {
        super(json);
        this.deliveries = deliveries;
        this.actions = actions;
    }

    @Override
    List<String> methods() {
        return List.of("GET", "HEAD", "POST");
    }

    @Override
    Answer answer(HttpServletRequest request) {
        String rest = request.getPathInfo();
        if (rest == null || rest.equals("/")) {
            only(request, "GET", "HEAD");
            return list(Query.of(request));
        }
        Matcher action = ACTION.matcher(rest);
        if (!action.matches()) {
            throw ProblemException.noSuchPage(request.getRequestURI());
        }
        only(request, "POST");
        SameOrigin.require(request);
        long id = Long.parseLong(action.group(1));
        if (action.group(2).equals("dismiss")) {
            actions.dismiss(id, request);
            return ok(Map.of("id", id, "state", DeliveryState.DONE.word()));
        }
        actions.replay(id, request);
        return ok(Map.of("id", id, "state", DeliveryState.RECEIVED.word()));
    }

    private Answer list(Query query) {
        int limit = query.number("limit", DeliveriesPage.DEFAULT_LIMIT, 1, DeliveriesPage.MOST);
        DeliveryState state = query.word("state", DeliveryState.class);
        return ok(DeliveriesView.of(deliveries.figures(), deliveries.log(), deliveries.newest(state, limit)));
    }

    private static void only(HttpServletRequest request, String... methods) {
        if (!List.of(methods).contains(request.getMethod())) {
            throw ProblemException.methodNotAllowed(request.getMethod(), List.of(methods), request.getRequestURI());
        }
    }
}
