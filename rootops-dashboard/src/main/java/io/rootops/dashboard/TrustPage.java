package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.dashboard.view.Frame;
import io.rootops.dashboard.view.TrustView;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How good the score is: of one repository in full, of several in a sentence each. */
final class TrustPage {
    private final Pages pages;
    private final TrustReader reader;

    TrustPage(Pages pages, TrustReader reader) {
        this.pages = pages;
        this.reader = reader;
    }

    Answer answer(HttpServletRequest request, List<TrackedRepository> all, @Nullable TrackedRepository named) {
        TrackedRepository repository = RepositoryLookup.orTheOnlyOne(all, named);
        String title = repository == null ? "Trust" : "Trust in the score of " + repository.name();
        Frame frame = pages.frame(request, title, Frame.Section.TRUST, repository, all, "#trust");
        if (repository != null || all.isEmpty()) {
            TrustView view = repository == null ? reader.nothing(frame.now()) : reader.read(repository, frame.now());
            return pages.render(200, "trust.jte", Map.of("frame", frame, "view", view));
        }
        List<TrustView> views =
                all.stream().map(it -> reader.read(it, frame.now())).toList();
        return pages.render(200, "trust-all.jte", Map.of("frame", frame, "views", views));
    }
}
