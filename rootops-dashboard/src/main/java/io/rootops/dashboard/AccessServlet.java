package io.rootops.dashboard;

import io.rootops.core.access.NewToken;
import io.rootops.core.access.Scope;
import io.rootops.core.access.TokenOrder;
import io.rootops.core.memory.TokenMemory;
import io.rootops.dashboard.view.AccessView;
import io.rootops.dashboard.view.Frame;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** /dashboard/access: lists the tokens; POST makes one and shows its secret, this once. */
final class AccessServlet extends FormServlet {
    private final transient TokenMemory tokens;

    AccessServlet(Pages pages, TokenMemory tokens) {
        super(pages);
        this.tokens = tokens;
    }

    @Override
    Answer opened(HttpServletRequest request) {
        return page(request, null);
    }

    @Override
    Answer sent(HttpServletRequest request) {
        return page(request, tokens.create(order(request)));
    }

    private Answer page(HttpServletRequest request, @Nullable NewToken made) {
        Frame frame = pages.frame(request, "Access", Frame.Section.ACCESS, null, List.of(), null);
        AccessView view = AccessView.of(tokens.all(), made, frame.now());
        return pages.render(200, "access.jte", Map.of("frame", frame, "view", view))
                .with("Cache-Control", "no-store");
    }

    private static TokenOrder order(HttpServletRequest request) {
        Query query = Query.of(request);
        String name = query.get("name");
        try {
            return new TokenOrder(name == null ? "" : name, scopes(request, query), lifetime(query));
        } catch (IllegalArgumentException e) {
            throw ProblemException.badParameter("name", String.valueOf(e.getMessage()), query.path());
        }
    }

    /** A box that is ticked sends its value, several of them the same parameter. */
    private static Set<Scope> scopes(HttpServletRequest request, Query query) {
        String[] words = request.getParameterValues("scope");
        Set<Scope> scopes = Stream.of(words == null ? new String[0] : words)
                .flatMap(it -> Scope.named(it).stream())
                .collect(Collectors.toSet());
        if (words == null || scopes.size() < words.length) {
            throw query.wrong(
                    "scope",
                    "one or more of "
                            + Stream.of(Scope.values()).map(Scope::word).collect(Collectors.joining(", ")));
        }
        return scopes;
    }

    private static @Nullable Duration lifetime(Query query) {
        int days = query.number("days", 0, 0, TokenOrder.MOST_DAYS);
        return days == 0 ? null : Duration.ofDays(days);
    }
}
