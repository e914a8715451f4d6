package io.rootops.dashboard;

import io.rootops.dashboard.view.Links;
import jakarta.servlet.http.HttpServletRequest;

/** POST /dashboard/deliveries/replay or /dismiss with id: does that to a delivery, and leads back to the list. */
final class DeliveryFormServlet extends FormServlet {
    /** The parameter of the list that says what was done. */
    static final String DONE = "done";

    private final String word;
    private final transient DeliveryActions.Action action;

    /** @param word what the list says then */
    DeliveryFormServlet(Pages pages, String word, DeliveryActions.Action action) {
        super(pages);
        this.word = word;
        this.action = action;
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
        action.on(Long.parseLong(id), request);
        return Answer.redirect(303, Links.DELIVERIES + "?" + DONE + "=" + word);
    }
}
