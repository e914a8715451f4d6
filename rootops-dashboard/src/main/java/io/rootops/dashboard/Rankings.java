package io.rootops.dashboard;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.dashboard.learning.LearningRecord;
import io.rootops.dashboard.learning.ModelState;
import io.rootops.dashboard.view.Ranking;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the percentiles of a page rest on. */
final class Rankings {
    private final LearningRecord learning;

    Rankings(LearningRecord learning) {
        this.learning = learning;
    }

    /** @param only null: all of them */
    Ranking of(List<TrackedRepository> all, @Nullable TrackedRepository only) {
        List<RepositoryId> ids = (only == null ? all : List.of(only))
                .stream().map(TrackedRepository::id).toList();
        Map<RepositoryId, ModelState> models = learning.models(ids);
        return Ranking.of(ids.stream()
                .map(it -> models.getOrDefault(it, ModelState.NOTHING_LEARNED))
                .toList());
    }
}
