package io.rootops.core.memory;

import static io.rootops.core.memory.ReportOutbox.DUE;
import static io.rootops.core.memory.ReportOutbox.HISTORY;
import static io.rootops.core.memory.ReportOutbox.word;
import static io.rootops.core.memory.schema.Tables.BRANCH;
import static io.rootops.core.memory.schema.Tables.BRANCH_COMMIT;
import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static io.rootops.core.memory.schema.Tables.PULL_REQUEST;
import static io.rootops.core.memory.schema.Tables.REPORT_START;
import static io.rootops.core.memory.schema.Tables.REPOSITORY;
import static io.rootops.core.memory.schema.Tables.RISK_REPORT;
import static io.rootops.core.memory.schema.Tables.TOLD_HEAD;
import static org.jooq.impl.DSL.boolOr;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.memory.schema.tables.records.RiskReportRecord;
import io.rootops.core.pull.PullRequest;
import io.rootops.core.report.ReportKind;
import java.time.Duration;
import java.util.HexFormat;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.InsertOnDuplicateSetMoreStep;
import org.jooq.Record1;
import org.jooq.Record7;
import org.jooq.Select;
import org.jooq.SelectConditionStep;

/**
 * Puts reports into the outbox. What stood on the branches when they were first read is history, and told of nowhere;
 * what comes later is news, however long ago it was committed.
 */
public final class ReportIntake {
    private static final Condition OPEN = PULL_REQUEST
            .STATE
            .eq(inline(PullRequestMemory.word(PullRequest.State.OPEN)))
            .and(PULL_REQUEST.READ_HEAD.isNotNull());

    /** A first reading takes minutes: what was committed since a repository was taken up came while it was read. */
    private static final Duration FIRST_READING = Duration.ofDays(1);

    private final DSLContext db;

    public ReportIntake(DSLContext db) {
        this.db = db;
    }

    /**
     * Puts in the heads of all branches that are news and have a score of their own, and those of open pull requests.
     * One that stands there already becomes due again when its score is another one, or provisional no more; then also one that was set aside.
     *
     * @return how many became due; before all branches were read once, of those alone that pushes told of
     */
    public int heads(RepositoryId repository, ReportKind kind) {
        if (!db.fetchExists(
                REPOSITORY, REPOSITORY.ID.eq(repository.value()).and(REPOSITORY.HEADS_READ_AT.isNotNull()))) {
            return put(
                    repository,
                    scored(repository, kind)
                            .and(COMMIT_MEMORY.SHA.in(select(TOLD_HEAD.SHA)
                                    .from(TOLD_HEAD)
                                    .where(TOLD_HEAD.REPOSITORY_ID.eq(repository.value())))),
                    RISK_REPORT.STATE.ne(HISTORY));
        }
        db.transaction(tx -> start(tx.dsl(), repository, kind));
        return put(repository, scored(repository, kind), RISK_REPORT.STATE.ne(HISTORY))
                + put(repository, pulls(repository, kind), noCondition())
                + put(repository, fetched(repository, kind), RISK_REPORT.STATE.ne(HISTORY));
    }

    /**
     * Puts in the heads of open pull requests, as {@link #heads} does; where that was not done before, of all that RootOps
     * has read.
     */
    public int pullHeads(RepositoryId repository, ReportKind kind) {
        return put(repository, pulls(repository, kind), noCondition());
    }

    /**
     * Somebody asked on the forge to hear of this commit again.
     *
     * @return whether there is anything to say of it
     */
    public boolean again(RepositoryId repository, String sha, ReportKind kind) {
        byte[] commit = HexFormat.of().parseHex(sha);
        int stands = db.update(RISK_REPORT)
                .set(RISK_REPORT.STATE, DUE)
                .setNull(RISK_REPORT.CONTENT_SHA256)
                .set(RISK_REPORT.REVISION, RISK_REPORT.REVISION.plus(1))
                .set(RISK_REPORT.ATTEMPTS, 0)
                .set(RISK_REPORT.NEXT_RUN_AT, currentOffsetDateTime())
                .where(RISK_REPORT.REPOSITORY_ID.eq(repository.value()))
                .and(RISK_REPORT.SHA.eq(commit))
                .and(RISK_REPORT.KIND.eq(word(kind)))
                .execute();
        return stands > 0
                || db.insertInto(
                                        RISK_REPORT,
                                        RISK_REPORT.REPOSITORY_ID,
                                        RISK_REPORT.SHA,
                                        RISK_REPORT.KIND,
                                        RISK_REPORT.STATE,
                                        RISK_REPORT.MODEL_VERSION,
                                        RISK_REPORT.PERCENTILE,
                                        RISK_REPORT.LISTED)
                                .select(rows(repository, kind).and(COMMIT_MEMORY.SHA.eq(commit)))
                                .onConflictDoNothing()
                                .execute()
                        > 0;
    }

    /** Once a way of telling: what stands there now is history, but for what a push told of. */
    private static void start(DSLContext tx, RepositoryId repository, ReportKind kind) {
        int first = tx.insertInto(REPORT_START)
                .set(REPORT_START.REPOSITORY_ID, repository.value())
                .set(REPORT_START.KIND, word(kind))
                .onConflictDoNothing()
                .execute();
        if (first == 0) {
            return;
        }
        Condition cameMeanwhile = COMMIT_MEMORY
                .COMMITTED_AT
                .gt(REPOSITORY.ADDED_AT)
                .and(REPOSITORY.ADDED_AT.gt(ReportOutbox.fromNow(FIRST_READING.negated())));
        var heads = branchHeads(repository).asTable("heads", "sha");
        tx.insertInto(
                        RISK_REPORT,
                        RISK_REPORT.REPOSITORY_ID,
                        RISK_REPORT.SHA,
                        RISK_REPORT.KIND,
                        RISK_REPORT.STATE,
                        RISK_REPORT.MODEL_VERSION,
                        RISK_REPORT.PERCENTILE)
                .select(select(
                                inline(repository.value()),
                                heads.field("sha", byte[].class),
                                inline(word(kind)),
                                inline(HISTORY),
                                inline(0),
                                inline(0f))
                        .from(heads)
                        .where(notExists(selectOne()
                                .from(COMMIT_MEMORY)
                                .join(REPOSITORY)
                                .on(REPOSITORY.ID.eq(COMMIT_MEMORY.REPOSITORY_ID))
                                .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository.value()))
                                .and(COMMIT_MEMORY.SHA.eq(heads.field("sha", byte[].class)))
                                .and(cameMeanwhile)))
                        .and(notExists(selectOne()
                                .from(TOLD_HEAD)
                                .where(TOLD_HEAD.REPOSITORY_ID.eq(repository.value()))
                                .and(TOLD_HEAD.SHA.eq(heads.field("sha", byte[].class))))))
                .onConflictDoNothing()
                .execute();
    }

    private static Select<Record1<byte[]>> branchHeads(RepositoryId repository) {
        return select(BRANCH.HEAD)
                .from(BRANCH)
                .where(BRANCH.REPOSITORY_ID.eq(repository.value()))
                .and(BRANCH.NAME.notLike(PullRequest.REFS + "%"))
                .union(select(REPOSITORY.MINED_HEAD)
                        .from(REPOSITORY)
                        .where(REPOSITORY.ID.eq(repository.value()).and(REPOSITORY.MINED_HEAD.isNotNull())));
    }

    /** Heads of branches, but for those of which a pull request has more to say. */
    private static SelectConditionStep<Record7<Integer, byte[], String, String, Integer, Float, Boolean>> scored(
            RepositoryId repository, ReportKind kind) {
        return rows(repository, kind)
                .and(COMMIT_MEMORY.SHA.in(branchHeads(repository)))
                .and(ofNoPull(repository));
    }

    /** What was told of provisionally, perhaps as a head of before, and is provisional no more. */
    private static Select<Record7<Integer, byte[], String, String, Integer, Float, Boolean>> fetched(
            RepositoryId repository, ReportKind kind) {
        return rows(repository, kind)
                .and(COMMIT_MEMORY.LISTED.isNull())
                .and(COMMIT_MEMORY.SHA.in(select(RISK_REPORT.SHA)
                        .from(RISK_REPORT)
                        .where(RISK_REPORT.REPOSITORY_ID.eq(repository.value()))
                        .and(RISK_REPORT.KIND.eq(word(kind)))
                        .and(RISK_REPORT.LISTED)))
                .and(ofNoPull(repository));
    }

    private static Condition ofNoPull(RepositoryId repository) {
        return COMMIT_MEMORY.SHA.notIn(select(PULL_REQUEST.READ_HEAD)
                .from(PULL_REQUEST)
                .where(PULL_REQUEST.REPOSITORY_ID.eq(repository.value()))
                .and(OPEN));
    }

    private static SelectConditionStep<Record7<Integer, byte[], String, String, Integer, Float, Boolean>> rows(
            RepositoryId repository, ReportKind kind) {
        return select(
                        COMMIT_MEMORY.REPOSITORY_ID,
                        COMMIT_MEMORY.SHA,
                        inline(word(kind)),
                        inline(DUE),
                        COMMIT_MEMORY.MODEL_VERSION,
                        COMMIT_MEMORY.PERCENTILE,
                        field(COMMIT_MEMORY.LISTED.isNotNull()))
                .from(COMMIT_MEMORY)
                .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository.value()))
                .and(COMMIT_MEMORY.PERCENTILE.isNotNull())
                .and(COMMIT_MEMORY.PROVISIONAL.isFalse());
    }

    /** By their riskiest commit: the head may be a merge, which has no score. */
    private static Select<Record7<Integer, byte[], String, String, Integer, Float, Boolean>> pulls(
            RepositoryId repository, ReportKind kind) {
        return select(
                        PULL_REQUEST.REPOSITORY_ID,
                        PULL_REQUEST.READ_HEAD,
                        inline(word(kind)),
                        inline(DUE),
                        max(COMMIT_MEMORY.MODEL_VERSION),
                        max(COMMIT_MEMORY.PERCENTILE),
                        boolOr(COMMIT_MEMORY.LISTED.isNotNull()))
                .from(PULL_REQUEST)
                .join(BRANCH_COMMIT)
                .on(BRANCH_COMMIT
                        .REPOSITORY_ID
                        .eq(PULL_REQUEST.REPOSITORY_ID)
                        .and(BRANCH_COMMIT.BRANCH.eq(concat(
                                inline(PullRequest.REFS), PULL_REQUEST.NUMBER.cast(String.class), inline("/head")))))
                .join(COMMIT_MEMORY)
                .on(COMMIT_MEMORY
                        .REPOSITORY_ID
                        .eq(BRANCH_COMMIT.REPOSITORY_ID)
                        .and(COMMIT_MEMORY.ID.eq(BRANCH_COMMIT.COMMIT_ID)))
                .where(PULL_REQUEST.REPOSITORY_ID.eq(repository.value()))
                .and(OPEN)
                .and(COMMIT_MEMORY.PERCENTILE.isNotNull())
                .groupBy(PULL_REQUEST.REPOSITORY_ID, PULL_REQUEST.READ_HEAD);
    }

    private int put(
            RepositoryId repository,
            Select<Record7<Integer, byte[], String, String, Integer, Float, Boolean>> rows,
            Condition whichStandThere) {
        return db.transactionResult(tx -> {
            int due = put(tx.dsl(), rows, whichStandThere);
            if (due > 0) {
                DeliveryCauses.nameIn(tx.dsl(), repository);
            }
            return due;
        });
    }

    private static int put(
            DSLContext tx,
            Select<Record7<Integer, byte[], String, String, Integer, Float, Boolean>> rows,
            Condition whichStandThere) {
        InsertOnDuplicateSetMoreStep<RiskReportRecord> insert = tx.insertInto(
                        RISK_REPORT,
                        RISK_REPORT.REPOSITORY_ID,
                        RISK_REPORT.SHA,
                        RISK_REPORT.KIND,
                        RISK_REPORT.STATE,
                        RISK_REPORT.MODEL_VERSION,
                        RISK_REPORT.PERCENTILE,
                        RISK_REPORT.LISTED)
                .select(rows)
                .onConflict(RISK_REPORT.REPOSITORY_ID, RISK_REPORT.SHA, RISK_REPORT.KIND)
                .doUpdate()
                .set(RISK_REPORT.STATE, DUE)
                .set(RISK_REPORT.MODEL_VERSION, excluded(RISK_REPORT.MODEL_VERSION))
                .set(RISK_REPORT.PERCENTILE, excluded(RISK_REPORT.PERCENTILE))
                .set(RISK_REPORT.LISTED, excluded(RISK_REPORT.LISTED))
                .set(RISK_REPORT.REVISION, RISK_REPORT.REVISION.plus(1))
                .set(RISK_REPORT.ATTEMPTS, 0)
                .set(RISK_REPORT.NEXT_RUN_AT, currentOffsetDateTime())
                .set(RISK_REPORT.QUEUED_AT, currentOffsetDateTime());
        return insert.where(RISK_REPORT
                        .MODEL_VERSION
                        .ne(excluded(RISK_REPORT.MODEL_VERSION))
                        .or(RISK_REPORT.PERCENTILE.ne(excluded(RISK_REPORT.PERCENTILE)))
                        .or(RISK_REPORT.LISTED.ne(excluded(RISK_REPORT.LISTED)))
                        .or(RISK_REPORT.STATE.eq(HISTORY)))
                .and(whichStandThere)
                .execute();
    }
}
