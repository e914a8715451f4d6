package io.rootops.core.memory;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.risk.RiskLevel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which commits a list shows; null: no matter.
 *
 * @param branch a branch other than the default one: its unmerged commits; null: the default branch
 * @param path a file, or a directory with all below it
 * @param search a sha's beginning (4 hexadecimal digits or more), else words of the message
 */
public record CommitFilter(
        @Nullable RepositoryId repository,
        @Nullable RiskLevel level,
        @Nullable String branch,
        @Nullable String path,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String search) {

    public static final CommitFilter ALL = new CommitFilter(null, null, null, null, null, null, null);
}
