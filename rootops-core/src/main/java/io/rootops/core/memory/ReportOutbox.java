package io.rootops.core.memory;

import static io.rootops.core.memory.schema.Tables.REPORT_CALL;
import static io.rootops.core.memory.schema.Tables.REPOSITORY;
import static io.rootops.core.memory.schema.Tables.RISK_REPORT;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.iif;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.schema.tables.records.RiskReportRecord;
import io.rootops.core.report.DueReport;
import io.rootops.core.report.ReportKey;
import io.rootops.core.report.ReportKind;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.UpdateConditionStep;
import org.jooq.UpdateSetMoreStep;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The reports that are to be told, kept until they are: each is claimed by one worker for a while, by the database's clock,
 * and no transaction is open while the forge is called. A worker that was late finds its claim gone and changes nothing.
 */
public final class ReportOutbox {
    static final String DUE = "due";
    /** It stood there before anything was told of its repository. */
    static final String HISTORY = "history";

    private static final String TOLD = "told";
    private static final String SET_ASIDE = "set_aside";
    private static final int LONGEST_ERROR = 1_000;
    /** Longer than the longest time that a limit counts. */
    private static final Duration CALLS_COUNT = Duration.ofHours(2);

    private final DSLContext db;

    public ReportOutbox(DSLContext db) {
        this.db = db;
    }

    /**
     * The one that has been due longest and that nobody else has claimed, for so long; news first: a learning makes many
     * due again at once.
     */
    public Optional<DueReport> claim(Duration lease) {
        return db.transactionResult(tx -> {
            RiskReportRecord next = tx.dsl()
                    .selectFrom(RISK_REPORT)
                    .where(RISK_REPORT.STATE.eq(DUE))
                    .and(RISK_REPORT.NEXT_RUN_AT.le(currentOffsetDateTime()))
                    .and(RISK_REPORT.LOCKED_UNTIL.isNull().or(RISK_REPORT.LOCKED_UNTIL.le(currentOffsetDateTime())))
                    // Where RootOps is not wanted any more nothing is told; it stays due for when it is again.
                    .and(RISK_REPORT.REPOSITORY_ID.notIn(
                            select(REPOSITORY.ID).from(REPOSITORY).where(REPOSITORY.PAUSED.isNotNull())))
                    .orderBy(field(RISK_REPORT.REMOTE_ID.isNotNull()), RISK_REPORT.NEXT_RUN_AT)
                    .limit(1)
                    .forUpdate()
                    .skipLocked()
                    .fetchOne();
            if (next == null) {
                return Optional.empty();
            }
            OffsetDateTime until = tx.dsl()
                    .update(RISK_REPORT)
                    .set(RISK_REPORT.LOCKED_UNTIL, fromNow(lease))
                    .where(is(key(next)))
                    .returningResult(RISK_REPORT.LOCKED_UNTIL)
                    .fetchSingle(RISK_REPORT.LOCKED_UNTIL);
            return new RepositoryMemory(tx.dsl())
                    .byId(new RepositoryId(next.getRepositoryId()))
                    .map(it -> due(next, it, until));
        });
    }

    /** How often the forge was called for reports in this time. */
    public int calls(Duration within) {
        return db.fetchCount(REPORT_CALL, REPORT_CALL.CALLED_AT.gt(fromNow(within.negated())));
    }

    /**
     * To be said before the forge is called.
     *
     * @return false: the claim is another's by now
     */
    public boolean calling(DueReport report) {
        return db.transactionResult(tx -> {
            boolean ours = tx.dsl()
                            .update(RISK_REPORT)
                            .set(RISK_REPORT.CALLED_AT, currentOffsetDateTime())
                            .where(claimed(report))
                            .execute()
                    == 1;
            if (ours) {
                // A report that is told again within the hour is another call.
                tx.dsl().insertInto(REPORT_CALL).defaultValues().execute();
                tx.dsl()
                        .deleteFrom(REPORT_CALL)
                        .where(REPORT_CALL.CALLED_AT.lt(fromNow(CALLS_COUNT.negated())))
                        .execute();
            }
            return ours;
        });
    }

    /**
     * It stands there now. A newer score that came meanwhile stays due.
     *
     * @param sha256 of what was told
     * @return how long that took from the receipt of the delivery that told of its commit; empty: none did, or it was
     *     told before
     */
    public Optional<Duration> told(DueReport report, long remoteId, String sha256) {
        return told(
                        report,
                        db.update(RISK_REPORT)
                                .set(RISK_REPORT.REMOTE_ID, remoteId)
                                .set(RISK_REPORT.TOLD_AT, currentOffsetDateTime())
                                .set(
                                        RISK_REPORT.FIRST_TOLD_AT,
                                        coalesce(RISK_REPORT.FIRST_TOLD_AT, currentOffsetDateTime()))
                                .set(RISK_REPORT.CONTENT_SHA256, HexFormat.of().parseHex(sha256)))
                .returningResult(RISK_REPORT.CAUSED_AT, RISK_REPORT.FIRST_TOLD_AT, RISK_REPORT.TOLD_AT)
                .fetchOptional()
                .filter(it -> it.value1() != null && it.value2().isEqual(it.value3()))
                .map(it -> Duration.between(it.value1(), it.value3()));
    }

    /** There is nothing to say, or it was said before. */
    public void nothingNew(DueReport report) {
        told(report, db.update(RISK_REPORT).set(RISK_REPORT.ATTEMPTS, 0)).execute();
    }

    private static UpdateConditionStep<RiskReportRecord> told(
            DueReport report, UpdateSetMoreStep<RiskReportRecord> update) {
        return update.set(RISK_REPORT.STATE, iif(current(report), inline(TOLD), inline(DUE)))
                .setNull(RISK_REPORT.LAST_ERROR)
                .setNull(RISK_REPORT.LOCKED_UNTIL)
                .where(claimed(report));
    }

    /** It failed, and is tried again after this time; a newer score that came meanwhile at once. */
    public void failed(DueReport report, String reason, Duration after) {
        failed(
                report,
                reason,
                db.update(RISK_REPORT)
                        .set(RISK_REPORT.NEXT_RUN_AT, iif(current(report), fromNow(after), RISK_REPORT.NEXT_RUN_AT)));
    }

    /** It failed, and is left until its score is another one; one that came meanwhile stays due. */
    public void setAside(DueReport report, String reason) {
        failed(
                report,
                reason,
                db.update(RISK_REPORT).set(RISK_REPORT.STATE, iif(current(report), inline(SET_ASIDE), inline(DUE))));
    }

    private static void failed(DueReport report, String reason, UpdateSetMoreStep<RiskReportRecord> update) {
        update.set(RISK_REPORT.ATTEMPTS, iif(current(report), RISK_REPORT.ATTEMPTS.plus(1), RISK_REPORT.ATTEMPTS))
                .set(RISK_REPORT.LAST_ERROR, error(reason))
                .setNull(RISK_REPORT.LOCKED_UNTIL)
                .where(claimed(report))
                .execute();
    }

    private static Condition current(DueReport report) {
        return RISK_REPORT.REVISION.eq(report.revision());
    }

    /** Whoever claimed it is stopped: due at once, for others; no attempt. */
    public void handBack(DueReport report) {
        db.update(RISK_REPORT)
                .setNull(RISK_REPORT.LOCKED_UNTIL)
                .where(claimed(report))
                .execute();
    }

    /** Nothing can be told of its repository in this way for so long: this report and others like it wait; no attempt. */
    public void postpone(DueReport report, String reason, Duration wait) {
        postpone(
                report,
                reason,
                wait,
                RISK_REPORT
                        .REPOSITORY_ID
                        .eq(report.key().repository().value())
                        .and(RISK_REPORT.KIND.eq(word(report.key().kind()))));
    }

    /** The forge wants us to wait so long: all that is due waits; no attempt. */
    public void postponeAll(DueReport report, String reason, Duration wait) {
        postpone(report, reason, wait, noCondition());
    }

    private void postpone(DueReport report, String reason, Duration wait, Condition which) {
        db.transaction(tx -> {
            tx.dsl()
                    .update(RISK_REPORT)
                    .set(RISK_REPORT.LAST_ERROR, error(reason))
                    .setNull(RISK_REPORT.LOCKED_UNTIL)
                    .where(claimed(report))
                    .execute();
            tx.dsl()
                    .update(RISK_REPORT)
                    .set(RISK_REPORT.NEXT_RUN_AT, fromNow(wait))
                    .where(which)
                    .and(RISK_REPORT.STATE.eq(DUE))
                    .and(RISK_REPORT.NEXT_RUN_AT.lt(fromNow(wait)))
                    .execute();
        });
    }

    private static Condition is(ReportKey key) {
        return RISK_REPORT
                .REPOSITORY_ID
                .eq(key.repository().value())
                .and(RISK_REPORT.SHA.eq(HexFormat.of().parseHex(key.sha())))
                .and(RISK_REPORT.KIND.eq(word(key.kind())));
    }

    private static Condition claimed(DueReport report) {
        return is(report.key()).and(RISK_REPORT.LOCKED_UNTIL.eq(OffsetDateTime.parse(report.claim())));
    }

    private static ReportKey key(RiskReportRecord row) {
        return new ReportKey(
                new RepositoryId(row.getRepositoryId()),
                HexFormat.of().formatHex(row.getSha()),
                ReportKind.valueOf(row.getKind().toUpperCase(Locale.ROOT)));
    }

    private static DueReport due(RiskReportRecord row, TrackedRepository repository, OffsetDateTime until) {
        return new DueReport(
                key(row),
                repository,
                until.toString(),
                row.getRevision(),
                row.getAttempts(),
                row.getRemoteId(),
                hex(row.getContentSha256()),
                row.getCausedBy());
    }

    private static @Nullable String hex(byte @Nullable [] bytes) {
        return bytes == null ? null : HexFormat.of().formatHex(bytes);
    }

    static String word(ReportKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String error(String reason) {
        return reason.substring(0, Math.min(reason.length(), LONGEST_ERROR)).replace('\0', ' ');
    }

    /** By the database's clock. */
    static Field<OffsetDateTime> fromNow(Duration time) {
        return field("now() + {0} * interval '1 millisecond'", SQLDataType.TIMESTAMPWITHTIMEZONE, val(time.toMillis()));
    }
}
