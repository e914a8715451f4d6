package io.rootops.dashboard.view;

import io.rootops.core.change.Pause;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.change.TrackedRepository.State;
import io.rootops.core.memory.ModelMemory;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A repository that RootOps follows.
 *
 * @param github where people browse it; null when it has no such place
 * @param problem what went wrong and how to mend it; null unless the state is failed
 * @param pausedText a sentence on what is followed no longer; null: it is followed
 */
public record RepositoryItem(
        String name,
        String location,
        TrackedRepository.Kind kind,
        @Nullable String github,
        @Nullable String defaultBranch,
        State state,
        @Nullable String problem,
        int commits,
        int scoredCommits,
        int missingBlobs,
        boolean shallow,
        @Nullable Instant lastMinedAt,
        @Nullable Pause paused,
        @Nullable String pausedText,
        Backfill backfill,
        String page) {

    public static RepositoryItem of(TrackedRepository it, Instant now) {
        return new RepositoryItem(
                it.name(),
                it.location(),
                it.kind(),
                Links.browsable(it.webUrl()) ? it.webUrl() : null,
                it.defaultBranch(),
                it.state(),
                it.problem(),
                it.commits(),
                it.scoredCommits(),
                it.missingBlobs(),
                it.shallow(),
                it.mining().lastMinedAt(),
                it.pause(),
                it.pause() == null ? null : PauseText.of(it.pause()),
                Backfill.of(it, now),
                Links.overview(it.name()));
    }

    /** Read to the end, yet too few for a percentile to say much. */
    public boolean few() {
        return state == State.READY && scoredCommits < ModelMemory.FEW;
    }
}
