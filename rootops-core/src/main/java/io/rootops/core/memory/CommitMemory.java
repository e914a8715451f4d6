package io.rootops.core.memory;

import io.rootops.core.change.RepositoryId;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Reads the commits, as lists and one by one. */
public final class CommitMemory {
    private final DSLContext db;

    public CommitMemory(DSLContext db) {
        this.db = db;
    }

    /**
     * Newest first.
     *
     * @param limit 1 to 200
     * @param cursor of the page before, or null
     * @throws MalformedCursorException when the cursor is none of ours
     */
    public Page<CommitSummary> list(CommitFilter filter, int limit, @Nullable String cursor) {
        throw new UnsupportedOperationException(db.toString());
    }

    /**
     * Looks a sha up.
     *
     * @param repository null: in all
     * @param sha 4 to 64 hexadecimal digits
     */
    public ShaMatch find(@Nullable RepositoryId repository, String sha) {
        throw new UnsupportedOperationException(db.toString());
    }

    /** Commits on a default branch from the alert percentile on, not provisional, committed since then; newest first. */
    public List<CommitSummary> alerts(@Nullable RepositoryId repository, Instant since, int limit) {
        throw new UnsupportedOperationException(db.toString());
    }

    /** Names of the branches that hold unmerged commits. */
    public List<String> branches(RepositoryId repository) {
        throw new UnsupportedOperationException(db.toString());
    }

    /** Scored commits a day on the default branches, oldest day first; days without commits are left out. */
    public List<DayCount> days(@Nullable RepositoryId repository, Instant from, Instant to) {
        throw new UnsupportedOperationException(db.toString());
    }
}
