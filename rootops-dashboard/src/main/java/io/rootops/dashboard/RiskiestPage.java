package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.dashboard.view.Frame;
import io.rootops.dashboard.view.RiskiestView;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The riskiest commits of a past year of one repository, and what became of them. */
final class RiskiestPage {
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9999;

    private final Pages pages;
    private final RiskiestReader reader;

    RiskiestPage(Pages pages, RiskiestReader reader) {
        this.pages = pages;
        this.reader = reader;
    }

    Answer answer(HttpServletRequest request, List<TrackedRepository> all, @Nullable TrackedRepository named) {
        TrackedRepository repository = RepositoryLookup.orTheOnlyOne(all, named);
        if (repository == null) {
            throw ProblemException.noSuchPage(request.getRequestURI());
        }
        Query query = Query.of(request);
        Integer year = query.get("year") == null ? null : query.number("year", FIRST_YEAR, FIRST_YEAR, LAST_YEAR);
        String title = "Riskiest commits of " + (year == null ? "a year" : year) + " in " + repository.name();
        Frame frame = pages.frame(request, title, Frame.Section.TRUST, repository, all, null);
        RiskiestView view = reader.read(
                repository,
                year == null ? null : RiskiestReader.begin(year),
                year == null ? null : RiskiestReader.begin(year + 1),
                RiskiestReader.DEFAULT_LIMIT,
                frame.now());
        int shown = view.from() == null
                ? frame.now().atOffset(ZoneOffset.UTC).getYear()
                : view.from().atOffset(ZoneOffset.UTC).getYear();
        return pages.render(200, "riskiest.jte", Map.of("frame", frame, "view", view, "year", shown));
    }
}
