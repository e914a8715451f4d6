package io.rootops.dashboard;

import io.rootops.core.memory.TokenMemory;
import io.rootops.dashboard.view.Links;
import jakarta.servlet.http.HttpServletRequest;

/** POST /dashboard/access/revocations with a token's number: it opens nothing any more. */
final class RevokeServlet extends FormServlet {
    private final transient TokenMemory tokens;

    RevokeServlet(Pages pages, TokenMemory tokens) {
        super(pages);
        this.tokens = tokens;
    }

    @Override
    Answer opened(HttpServletRequest request) {
        return Answer.redirect(303, Links.ACCESS);
    }

    @Override
    Answer sent(HttpServletRequest request) {
        Query query = Query.of(request);
        int id = query.number("id", 0, 1, Integer.MAX_VALUE);
        if (tokens.revoke(id).isEmpty()) {
            throw query.wrong("id", "the number of a token of the list on the page Access");
        }
        return Answer.redirect(303, Links.ACCESS);
    }
}
