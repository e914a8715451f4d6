package io.rootops.core.memory;

import static io.rootops.core.memory.ReportOutbox.DUE;
import static io.rootops.core.memory.ReportOutbox.fromNow;
import static io.rootops.core.memory.ReportOutbox.word;
import static io.rootops.core.memory.schema.Tables.BRANCH;
import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static io.rootops.core.memory.schema.Tables.REPOSITORY;
import static io.rootops.core.memory.schema.Tables.RISK_REPORT;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.report.ReportKind;
import java.time.Duration;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;

/** Puts reports into the outbox. */
public final class ReportIntake {
    private final DSLContext db;

    public ReportIntake(DSLContext db) {
        this.db = db;
    }

    /**
     * Puts in the heads of all branches that have a score of their own and are no older than this. One that stands there
     * already becomes due again when its score is another one; then also one that was set aside.
     *
     * @return how many became due
     */
    public int heads(RepositoryId repository, ReportKind kind, Duration notOlder) {
        Select<Record1<byte[]>> heads = select(BRANCH.HEAD)
                .from(BRANCH)
                .where(BRANCH.REPOSITORY_ID.eq(repository.value()))
                .union(select(REPOSITORY.MINED_HEAD)
                        .from(REPOSITORY)
                        .where(REPOSITORY.ID.eq(repository.value()).and(REPOSITORY.MINED_HEAD.isNotNull())));
        return db.insertInto(
                        RISK_REPORT,
                        RISK_REPORT.REPOSITORY_ID,
                        RISK_REPORT.SHA,
                        RISK_REPORT.KIND,
                        RISK_REPORT.STATE,
                        RISK_REPORT.MODEL_VERSION,
                        RISK_REPORT.PERCENTILE)
                .select(select(
                                COMMIT_MEMORY.REPOSITORY_ID,
                                COMMIT_MEMORY.SHA,
                                inline(word(kind)),
                                inline(DUE),
                                COMMIT_MEMORY.MODEL_VERSION,
                                COMMIT_MEMORY.PERCENTILE)
                        .from(COMMIT_MEMORY)
                        .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository.value()))
                        .and(COMMIT_MEMORY.SHA.in(heads))
                        .and(COMMIT_MEMORY.PERCENTILE.isNotNull())
                        .and(COMMIT_MEMORY.PROVISIONAL.isFalse())
                        .and(COMMIT_MEMORY.COMMITTED_AT.gt(fromNow(notOlder.negated()))))
                .onConflict(RISK_REPORT.REPOSITORY_ID, RISK_REPORT.SHA, RISK_REPORT.KIND)
                .doUpdate()
                .set(RISK_REPORT.STATE, DUE)
                .set(RISK_REPORT.MODEL_VERSION, excluded(RISK_REPORT.MODEL_VERSION))
                .set(RISK_REPORT.PERCENTILE, excluded(RISK_REPORT.PERCENTILE))
                .set(RISK_REPORT.REVISION, RISK_REPORT.REVISION.plus(1))
                .set(RISK_REPORT.ATTEMPTS, 0)
                .set(RISK_REPORT.NEXT_RUN_AT, currentOffsetDateTime())
                .set(RISK_REPORT.QUEUED_AT, currentOffsetDateTime())
                .where(RISK_REPORT
                        .MODEL_VERSION
                        .ne(excluded(RISK_REPORT.MODEL_VERSION))
                        .or(RISK_REPORT.PERCENTILE.ne(excluded(RISK_REPORT.PERCENTILE))))
                .execute();
    }
}
