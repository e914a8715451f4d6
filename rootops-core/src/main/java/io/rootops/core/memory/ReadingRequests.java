package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.REPOSITORY;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.webhook.Cause;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Requests to read a repository, such as pushes. Each is counted in the database before anybody acts on it, and a
 * reading answers those that were made before it began: one that comes while it runs is not forgotten.
 */
public final class ReadingRequests {
    private final DSLContext db;

    public ReadingRequests(DSLContext db) {
        this.db = db;
    }

    public void ask(RepositoryId id) {
        db.update(REPOSITORY)
                .set(REPOSITORY.ASKED_REVISION, REPOSITORY.ASKED_REVISION.plus(1))
                .where(REPOSITORY.ID.eq(id.value()))
                .execute();
    }

    /**
     * The same, for a delivery.
     *
     * @param sha head that it tells of, in full; null: none
     */
    public void ask(RepositoryId id, Cause cause, @Nullable String sha) {
        new DeliveryCauses(db).keep(id, cause, sha);
        ask(id);
    }

    /** What was asked so far: the revision that a reading which begins now will answer. */
    public long asked(RepositoryId id) {
        return db.select(REPOSITORY.ASKED_REVISION)
                .from(REPOSITORY)
                .where(REPOSITORY.ID.eq(id.value()))
                .fetchOptional(REPOSITORY.ASKED_REVISION)
                .orElse(0L);
    }

    /** A reading that began when this was the revision came to its end. */
    public void answered(RepositoryId id, long revision) {
        db.update(REPOSITORY)
                .set(REPOSITORY.READ_REVISION, revision)
                .where(REPOSITORY.ID.eq(id.value()).and(REPOSITORY.READ_REVISION.lt(revision)))
                .execute();
    }

    /** Those that are owed a reading. */
    public List<RepositoryId> open() {
        return db.select(REPOSITORY.ID)
                .from(REPOSITORY)
                .where(REPOSITORY.ASKED_REVISION.gt(REPOSITORY.READ_REVISION))
                .orderBy(REPOSITORY.ID)
                .fetch(it -> new RepositoryId(it.value1()));
    }
}
