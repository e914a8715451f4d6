package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.REFUSAL;
import static io.rootops.core.memory.schema.Tables.REPOSITORY;
import static io.rootops.core.memory.schema.Tables.RISK_REPORT;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.select;

import io.rootops.core.change.RepositoryId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;

/**
 * What a forge does not let RootOps do with a repository, shared by all replicas. Forgotten as soon as the forge's lists tell
 * that this may have changed.
 */
public final class RefusalMemory {
    private final DSLContext db;

    public RefusalMemory(DSLContext db) {
        this.db = db;
    }

    /** Until when it is not to be tried again, which may be over; empty: it was not refused when it was tried last. */
    public Optional<Instant> until(RepositoryId repository, String topic) {
        return db.select(REFUSAL.UNTIL)
                .from(REFUSAL)
                .where(REFUSAL.REPOSITORY_ID.eq(repository.value()).and(REFUSAL.TOPIC.eq(topic)))
                .fetchOptional(REFUSAL.UNTIL)
                .map(OffsetDateTime::toInstant);
    }

    public void refused(RepositoryId repository, String topic, Instant until) {
        db.insertInto(REFUSAL)
                .set(REFUSAL.REPOSITORY_ID, repository.value())
                .set(REFUSAL.TOPIC, topic)
                .set(REFUSAL.UNTIL, utc(until))
                .onConflict(REFUSAL.REPOSITORY_ID, REFUSAL.TOPIC)
                .doUpdate()
                .set(REFUSAL.UNTIL, utc(until))
                .execute();
    }

    public void allowed(RepositoryId repository, String topic) {
        db.deleteFrom(REFUSAL)
                .where(REFUSAL.REPOSITORY_ID.eq(repository.value()).and(REFUSAL.TOPIC.eq(topic)))
                .execute();
    }

    /** Another token may do other things. */
    public void forgetAll() {
        forget(select(REPOSITORY.ID).from(REPOSITORY));
    }

    /** An installation may do other things than before. */
    void forgetOf(long installation) {
        forget(select(REPOSITORY.ID).from(REPOSITORY).where(REPOSITORY.INSTALLATION_ID.eq(installation)));
    }

    /** RootOps has these again. */
    void forget(Collection<Integer> repositories) {
        if (!repositories.isEmpty()) {
            forget(select(REPOSITORY.ID).from(REPOSITORY).where(REPOSITORY.ID.in(repositories)));
        }
    }

    private void forget(Select<Record1<Integer>> repositories) {
        int forgotten = db.deleteFrom(REFUSAL)
                .where(REFUSAL.REPOSITORY_ID.in(repositories))
                .execute();
        if (forgotten > 0) {
            // Reports wait for the day that a refusal lasts.
            db.update(RISK_REPORT)
                    .set(RISK_REPORT.NEXT_RUN_AT, currentOffsetDateTime())
                    .where(RISK_REPORT.REPOSITORY_ID.in(repositories))
                    .and(RISK_REPORT.STATE.eq(ReportOutbox.DUE))
                    .and(RISK_REPORT.NEXT_RUN_AT.gt(currentOffsetDateTime()))
                    .execute();
        }
    }
}
