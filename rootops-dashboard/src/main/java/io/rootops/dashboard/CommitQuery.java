package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.CommitFilter;
import io.rootops.core.risk.RiskLevel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads which commits a list asks for. */
final class CommitQuery {
    static final int DEFAULT_LIMIT = 50;
    static final int MOST = 200;

    private CommitQuery() {}

    /**
     * Reads the filter.
     *
     * @param repository null: all
     * @throws ProblemException when a value cannot be used
     */
    static CommitFilter filter(Query query, @Nullable TrackedRepository repository, Instant now) {
        String branch = query.get("branch");
        return new CommitFilter(
                repository == null ? null : repository.id(),
                query.word("level", RiskLevel.class),
                // The default branch has no list of unmerged commits: naming it means what naming none means.
                repository != null && branch != null && branch.equals(repository.defaultBranch()) ? null : branch,
                path(query),
                TimeParameter.from(query, now),
                TimeParameter.to(query, now),
                query.get("q"));
    }

    /** The memory stores paths without slashes at either end. */
    static @Nullable String path(Query query) {
        String path = query.get("path");
        if (path == null) {
            return null;
        }
        String trimmed = path.replaceAll("^/+|/+$", "");
        return trimmed.isEmpty() ? null : trimmed;
    }
}
