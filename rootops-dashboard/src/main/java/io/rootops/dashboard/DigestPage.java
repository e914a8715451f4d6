package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.dashboard.view.DigestView;
import io.rootops.dashboard.view.Frame;
import io.rootops.dashboard.view.Links;
import io.rootops.dashboard.view.Shown;
import io.rootops.dashboard.view.Week;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A week of one repository, under an address that stays; of several repositories, which one is to be chosen. */
final class DigestPage {
    private static final int LONGEST_TITLE = 80;

    private final Pages pages;
    private final DigestReader digest;

    DigestPage(Pages pages, DigestReader digest) {
        this.pages = pages;
        this.digest = digest;
    }

    /** The last week that is over. */
    Answer last(HttpServletRequest request, List<TrackedRepository> all, @Nullable TrackedRepository named) {
        TrackedRepository repository = RepositoryLookup.orTheOnlyOne(all, named);
        return repository == null
                ? page(request, "Digest", null, all, null)
                : Answer.redirect(302, Links.digest(repository.name(), digest.last()));
    }

    /** @throws ProblemException when it is no week, or has not begun */
    Answer of(HttpServletRequest request, String written, List<TrackedRepository> all, TrackedRepository repository) {
        Week week =
                digest.week(written).orElseThrow(() -> ProblemException.noSuchWeek(written, request.getRequestURI()));
        return page(
                request,
                "Digest " + week.word() + " of " + repository.name(),
                repository,
                all,
                digest.read(repository, week));
    }

    private Answer page(
            HttpServletRequest request,
            String title,
            @Nullable TrackedRepository repository,
            List<TrackedRepository> all,
            @Nullable DigestView view) {
        Frame frame =
                pages.frame(request, Shown.cut(title, LONGEST_TITLE), Frame.Section.DIGEST, repository, all, null);
        Map<String, Object> parts = new HashMap<>();
        parts.put("frame", frame);
        parts.put("view", view);
        return pages.render(200, "digest.jte", parts);
    }
}
