package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.COMMIT_MARK;
import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.val;

import io.rootops.core.change.Commit;
import io.rootops.core.history.MinedCommit;
import io.rootops.core.outcome.SameChange;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record4;

/**
 * Changes whose score was shown while they waited under another sha than the one they came to the default branch with:
 * rebased, picked, or squashed alone. A squash of several commits has a patch of its own; that its pull request was
 * shown {@link MergedPulls} knows. In the caller's transaction and under the repository's lock.
 */
final class ShownChanges {
    private final DSLContext db;
    private final int repository;
    private final KnownIds ids;

    ShownChanges(DSLContext db, int repository, KnownIds ids) {
        this.db = db;
        this.repository = repository;
        this.ids = ids;
    }

    private record Shown(String author, String subject, Instant committedAt) {}

    /**
     * Those of a batch, by sha. What was committed later than the one that comes was picked from it, and tells nothing.
     *
     * @param batch about to be appended to the default branch; rows and marks of its own shas are gone
     */
    Set<String> among(List<MinedCommit> batch) {
        Long[] patches = batch.stream()
                .map(MinedCommit::patchId)
                .filter(Objects::nonNull)
                .toArray(Long[]::new);
        Map<Long, List<Shown>> shown = new HashMap<>();
        db.select(COMMIT_MEMORY.PATCH_ID, COMMIT_MEMORY.AUTHOR_ID, COMMIT_MEMORY.SUBJECT, COMMIT_MEMORY.COMMITTED_AT)
                .from(COMMIT_MEMORY)
                .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository))
                .and(COMMIT_MEMORY.PATCH_ID.eq(any(val(patches))))
                .and(COMMIT_MEMORY.POSITION.isNull())
                .and(CommitMarks.shown())
                .forEach(it -> add(it, shown));
        db.select(COMMIT_MARK.PATCH_ID, COMMIT_MARK.AUTHOR_ID, COMMIT_MARK.SUBJECT, COMMIT_MARK.COMMITTED_AT)
                .from(COMMIT_MARK)
                .where(COMMIT_MARK.REPOSITORY_ID.eq(repository))
                .and(COMMIT_MARK.PATCH_ID.eq(any(val(patches))))
                .forEach(it -> add(it, shown));
        Set<String> found = new HashSet<>();
        for (MinedCommit mined : batch) {
            if (mined.patchId() != null
                    && shown.getOrDefault(mined.patchId(), List.of()).stream()
                            .anyMatch(it -> before(it, mined.commit()))) {
                found.add(mined.commit().sha());
            }
        }
        return found;
    }

    private static void add(Record4<Long, Integer, String, OffsetDateTime> row, Map<Long, List<Shown>> shown) {
        shown.computeIfAbsent(row.value1(), patch -> new ArrayList<>())
                .add(new Shown(
                        String.valueOf(row.value2()), row.value3(), row.value4().toInstant()));
    }

    private boolean before(Shown shown, Commit commit) {
        return !shown.committedAt().isAfter(Times.storable(commit.committedAt()))
                && SameChange.sameWork(
                        shown.author(), shown.subject(), String.valueOf(ids.author(commit.author())), commit.subject());
    }
}
