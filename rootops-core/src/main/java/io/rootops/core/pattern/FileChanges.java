package io.rootops.core.pattern;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The commits of a default branch that touched one file, merges left out.
 *
 * @param path where it stands now
 * @param commits within a span of time, above 0; the next four are of these
 * @param linesTouched added and deleted
 * @param bad known to have gone wrong so far; the young may yet
 * @param meanPercentile of those that have a score, 0 to 100; null: none has
 * @param lastChanged when the newest was committed
 * @param past all that ever touched it and whose outcome is known
 */
public record FileChanges(
        String path,
        int commits,
        long linesTouched,
        int bad,
        @Nullable Double meanPercentile,
        Instant lastChanged,
        Count past) {}
