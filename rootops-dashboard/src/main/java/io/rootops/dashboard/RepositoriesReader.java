package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.memory.StandingMemory;
import io.rootops.dashboard.view.RepositoriesView;
import java.util.List;

/** Reads how repositories stand. */
final class RepositoriesReader {
    private final StandingMemory standings;

    RepositoriesReader(RepositoryMemory repositories) {
        this.standings = repositories.standings();
    }

    RepositoriesView read(List<TrackedRepository> repositories) {
        return RepositoriesView.of(
                standings.problem().orElse(null),
                standings.installations(),
                standings.tokenBudget().orElse(null),
                standings.of(repositories),
                standings.leftOut(RepositoriesView.MOST_LEFT_OUT));
    }
}
