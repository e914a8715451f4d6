package io.rootops.core.suspect;

import io.rootops.core.change.RepositoryId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ranking as it is remembered.
 *
 * @param model names the learning that made its weights
 * @param told how much of the subject's history it knew
 * @param note what could not be read, in one sentence; null: nothing
 * @param again when it is to be made again; null: when there is news
 */
public record KeptRanking(
        RepositoryId repository,
        Running running,
        SuspectRanking ranking,
        String model,
        int told,
        @Nullable String note,
        Instant rankedAt,
        @Nullable Instant again) {}
