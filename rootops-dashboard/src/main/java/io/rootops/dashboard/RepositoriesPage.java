package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.dashboard.view.Frame;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;

/** How each repository stands: followed or not and why, and when something last came or was asked for. */
final class RepositoriesPage {
    private final Pages pages;
    private final RepositoryMemory repositories;
    private final RepositoriesReader reader;

    RepositoriesPage(Pages pages, RepositoryMemory repositories, RepositoriesReader reader) {
        this.pages = pages;
        this.repositories = repositories;
        this.reader = reader;
    }

    Answer answer(HttpServletRequest request) {
        List<TrackedRepository> all = repositories.all();
        Frame frame = pages.frame(request, "Repositories", Frame.Section.REPOSITORIES, null, all, "#standings");
        return pages.render(200, "repositories.jte", Map.of("frame", frame, "view", reader.read(all)));
    }
}
