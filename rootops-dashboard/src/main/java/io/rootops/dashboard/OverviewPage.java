package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.IncidentMemory;
import io.rootops.dashboard.view.Frame;
import io.rootops.dashboard.view.IncidentsView;
import io.rootops.dashboard.view.OverviewView;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The first page. */
final class OverviewPage {
    private static final String PARTS =
            "#open-incidents,#head,#notices,#mining,#watched,#measured,#activity,#recent,#alerts,#record,#backends,#repositories,#choices";

    private final Pages pages;
    private final OverviewReader reader;
    private final IncidentsReader incidents;
    private final IncidentMemory memory;

    OverviewPage(Pages pages, OverviewReader reader, IncidentsReader incidents, IncidentMemory memory) {
        this.pages = pages;
        this.reader = reader;
        this.incidents = incidents;
        this.memory = memory;
    }

    Answer answer(HttpServletRequest request, List<TrackedRepository> all, @Nullable TrackedRepository named) {
        TrackedRepository repository = RepositoryLookup.orTheOnlyOne(all, named);
        String title = repository == null ? "Overview" : "Overview of " + repository.name();
        Frame frame =
                pages.frame(request, title, Frame.Section.OVERVIEW, repository, all, all.isEmpty() ? "#page" : PARTS);
        OverviewView view = reader.read(all, repository, frame.now());
        return pages.render(200, "overview.jte", Map.of("frame", frame, "view", view, "incidents", open(named)));
    }

    /** All are counted, though not all are listed. */
    private IncidentsView open(@Nullable TrackedRepository repository) {
        IncidentsView listed = incidents.open(repository);
        return new IncidentsView(
                listed.generatedAt(), memory.open(repository == null ? null : repository.id()), listed.incidents());
    }
}
