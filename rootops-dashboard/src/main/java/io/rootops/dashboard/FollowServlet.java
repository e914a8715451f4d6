package io.rootops.dashboard;

import io.rootops.core.engine.RepositoryChoices;
import io.rootops.dashboard.view.Links;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/**
 * GET /dashboard/repositories: how each stands. POST with name=owner/name: follows a repository of the list on the overview
 * and leads to its page.
 */
final class FollowServlet extends FormServlet {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}/[A-Za-z0-9._-]{1,100}");

    private final transient RepositoryChoices choices;
    private final transient RepositoriesPage page;

    FollowServlet(Pages pages, RepositoryChoices choices, RepositoriesPage page) {
        super(pages);
        this.choices = choices;
        this.page = page;
    }

    @Override
    Answer opened(HttpServletRequest request) {
        return page.answer(request);
    }

    @Override
    Answer sent(HttpServletRequest request) {
        Query query = Query.of(request);
        String name = query.get("name");
        if (name == null || !NAME.matcher(name).matches()) {
            throw query.wrong("name", "owner/name of a repository of the list on the overview");
        }
        String followed =
                choices.follow(name).orElseThrow(() -> ProblemException.notAChoice(name, request.getRequestURI()));
        return Answer.redirect(303, Links.overview(followed));
    }
}
