package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.ALERT_INBOX;
import static io.rootops.core.memory.schema.Tables.CHANGE_EVENT;
import static io.rootops.core.memory.schema.Tables.CHECK_CONCLUSION;
import static io.rootops.core.memory.schema.Tables.CHECK_POLL;
import static io.rootops.core.memory.schema.Tables.COMMIT_MEMORY;
import static io.rootops.core.memory.schema.Tables.CORRELATION_LEARNING;
import static io.rootops.core.memory.schema.Tables.DELIVERY_CAUSE;
import static io.rootops.core.memory.schema.Tables.DEPLOYMENT_EVENT;
import static io.rootops.core.memory.schema.Tables.DEPLOYMENT_WATCH;
import static io.rootops.core.memory.schema.Tables.ERROR_COUNT;
import static io.rootops.core.memory.schema.Tables.INCIDENT_ALERT;
import static io.rootops.core.memory.schema.Tables.LOG_COUNT;
import static io.rootops.core.memory.schema.Tables.LOG_SOURCE;
import static io.rootops.core.memory.schema.Tables.LOG_TEMPLATE;
import static io.rootops.core.memory.schema.Tables.METRIC_ANOMALY;
import static io.rootops.core.memory.schema.Tables.METRIC_DAY;
import static io.rootops.core.memory.schema.Tables.METRIC_VALUE;
import static io.rootops.core.memory.schema.Tables.SERVICE;
import static io.rootops.core.memory.schema.Tables.SERVICE_FILES;
import static io.rootops.core.memory.schema.Tables.SERVICE_START;
import static io.rootops.core.memory.schema.Tables.SUSPICION;
import static io.rootops.core.memory.schema.Tables.TEMPLATE_COUNT;
import static io.rootops.core.memory.schema.Tables.VERDICT_ANSWER;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import io.rootops.core.deployment.Ladder;
import io.rootops.core.deployment.Rung;
import io.rootops.core.dora.Dora;
import io.rootops.core.memory.schema.tables.CommitMemory;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;

/**
 * Throws away the raw material that grows with each push and each minute and is looked at while it is new: what other checks
 * say and when it was asked for, pushes that were taken for deployments, with the verdicts on them that nobody answered,
 * suspicions that nobody answered, changes that are no commits and that nobody spoke of, what services logged, and what was
 * measured of them. The newest commits of each default branch keep theirs, however old they are. What was learned
 * from it stays: commits with their features, outcomes, incidents, patterns and models, so no score changes by this.
 */
public final class Retention {
    private static final int NEWEST_COMMITS = 100;
    /** Twice as long as what is normal is learned from; what is counted by the minute is not kept longer. */
    static final Duration SIGNALS_KEPT = Duration.ofDays(30);
    /** Of deployments. */
    static final Duration LONGEST_READ = Dora.LONGEST.plus(Ladder.WINDOW);
    /** Rows in one statement, which holds nobody up. */
    private static final int AT_ONCE = 5_000;

    private final DSLContext db;
    private final InstantSource clock;
    private final Duration kept;

    /** @param kept how long raw material is kept, thirty days or more; pushes are as long as figures are made of them */
    public Retention(DSLContext db, InstantSource clock, Duration kept) {
        this.db = db;
        this.clock = clock;
        this.kept = kept;
    }

    /**
     * Safe beside other replicas that do the same.
     *
     * @return rows that are gone
     */
    public int forget() {
        OffsetDateTime oldest = utc(clock.instant().minus(kept));
        return delete(
                        CHECK_CONCLUSION,
                        CHECK_CONCLUSION.AT.lt(oldest).and(old(CHECK_CONCLUSION.REPOSITORY_ID, CHECK_CONCLUSION.SHA)))
                + delete(
                        DEPLOYMENT_EVENT,
                        DEPLOYMENT_EVENT
                                .SOURCE
                                // Inlined, so that its index is used.
                                .eq(inline(Rung.PUSH.word()))
                                .and(DEPLOYMENT_EVENT.STATE_AT.lt(pushes()))
                                .and(old(DEPLOYMENT_EVENT.REPOSITORY_ID, DEPLOYMENT_EVENT.SHA))
                                .and(notExists(answered())))
                // What people said of others is what alarms are judged by.
                + delete(SUSPICION, SUSPICION.LAST_SEEN_AT.lt(oldest).and(SUSPICION.ANSWER.isNull()))
                // What caused an incident, or is said not to have, stays with what people said.
                + delete(
                        CHANGE_EVENT,
                        CHANGE_EVENT
                                .AT
                                .lt(oldest)
                                .and(notExists(selectOne()
                                        .from(CORRELATION_LEARNING)
                                        .where(CORRELATION_LEARNING.CHANGE_ID.eq(CHANGE_EVENT.ID)))))
                + delete(CHECK_POLL, CHECK_POLL.ASKED_AT.lt(oldest))
                + delete(
                        DELIVERY_CAUSE,
                        DELIVERY_CAUSE.RECEIVED_AT.lt(utc(clock.instant().minus(DeliveryCauses.KEPT))))
                + forgetSignals(utc(clock.instant().minus(SIGNALS_KEPT)));
    }

    /** Figures that look farther back than raw material is kept must not change by what is thrown away. */
    private OffsetDateTime pushes() {
        return utc(clock.instant().minus(kept.compareTo(LONGEST_READ) < 0 ? LONGEST_READ : kept));
    }

    /** Its verdict goes with a push; what a person said of one does not. */
    private static Select<?> answered() {
        return selectOne()
                .from(VERDICT_ANSWER)
                .join(DEPLOYMENT_WATCH)
                .on(DEPLOYMENT_WATCH.REPOSITORY_ID.eq(VERDICT_ANSWER.REPOSITORY_ID))
                .and(DEPLOYMENT_WATCH.ID.eq(VERDICT_ANSWER.WATCH_ID))
                .where(WatchedDeployments.SAME);
    }

    private int forgetSignals(OffsetDateTime oldest) {
        return delete(TEMPLATE_COUNT, TEMPLATE_COUNT.HOUR.lt(oldest))
                + delete(ERROR_COUNT, ERROR_COUNT.MINUTE.lt(oldest))
                + delete(LOG_COUNT, LOG_COUNT.MINUTE.lt(oldest))
                + delete(LOG_TEMPLATE, LOG_TEMPLATE.LAST_SEEN_AT.lt(oldest))
                + delete(SERVICE_START, SERVICE_START.AT.lt(oldest))
                + delete(
                        SERVICE,
                        greatest(SERVICE.LAST_SEEN_AT, SERVICE.MEASURED_AT).lt(oldest))
                + delete(METRIC_VALUE, METRIC_VALUE.AT.lt(oldest))
                + delete(METRIC_ANOMALY, METRIC_ANOMALY.AT.lt(oldest))
                // Those of an incident stay with it.
                + delete(INCIDENT_ALERT, INCIDENT_ALERT.INCIDENT_ID.isNull().and(INCIDENT_ALERT.TOLD_AT.lt(oldest)))
                + delete(ALERT_INBOX, ALERT_INBOX.GIVEN_UP.isTrue().and(ALERT_INBOX.RECEIVED_AT.lt(oldest)))
                + delete(METRIC_DAY, METRIC_DAY.DAY.lt(oldest.toLocalDate()))
                + delete(SERVICE_FILES, SERVICE_FILES.TO_AT.lt(oldest))
                // Such as those of machines that are no more.
                + delete(
                        LOG_SOURCE,
                        coalesce(LOG_SOURCE.READ_AT, LOG_SOURCE.CLAIMED_AT).lt(oldest));
    }

    private int delete(Table<?> table, Condition which) {
        int all = 0;
        int some = AT_ONCE;
        while (some == AT_ONCE) {
            some = db.deleteFrom(table)
                    .where(table.rowid()
                            .in(select(table.rowid()).from(table).where(which).limit(AT_ONCE)))
                    .execute();
            all += some;
        }
        return all;
    }

    private static Condition old(Field<Integer> repository, Field<byte[]> sha) {
        CommitMemory other = COMMIT_MEMORY.as("other");
        Field<Integer> newest =
                field(select(max(other.POSITION)).from(other).where(other.REPOSITORY_ID.eq(repository)));
        return notExists(selectOne()
                .from(COMMIT_MEMORY)
                .where(COMMIT_MEMORY.REPOSITORY_ID.eq(repository))
                .and(COMMIT_MEMORY.SHA.eq(sha))
                .and(COMMIT_MEMORY.POSITION.gt(newest.minus(NEWEST_COMMITS))));
    }
}
