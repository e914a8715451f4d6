package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.DEPLOYMENT_EVENT;
import static io.rootops.core.memory.schema.Tables.DEPLOYMENT_WATCH;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.deployment.Rung;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.types.DayToSecond;

/** What went live and is not watched. Thread-safe. */
public final class UnwatchedDeployments {
    /** Taken up at a time. */
    private static final int AT_ONCE = 200;
    /** What counts as no deployment may count as one later: once others, or services, are known. */
    private static final Duration PASSED_OVER = Duration.ofMinutes(30);

    private final DSLContext db;

    public UnwatchedDeployments(DSLContext db) {
        this.db = db;
    }

    /** Where something went live since then that is not watched, nor was passed over in the last half hour. */
    public List<RepositoryId> repositories(Instant since) {
        return db.selectDistinct(DEPLOYMENT_EVENT.REPOSITORY_ID)
                .from(DEPLOYMENT_EVENT)
                .where(since(utc(since)))
                .orderBy(DEPLOYMENT_EVENT.REPOSITORY_ID)
                .fetch(it -> new RepositoryId(it.value1()));
    }

    /**
     * What went live in a repository and is not watched, nor was passed over in the last half hour, the newest first.
     *
     * @param sources that tell of it
     * @param since after which it did
     */
    public List<DeploymentEvent> of(RepositoryId repository, Collection<Rung> sources, Instant since) {
        return db.selectFrom(DEPLOYMENT_EVENT)
                .where(DEPLOYMENT_EVENT.REPOSITORY_ID.eq(repository.value()))
                .and(DEPLOYMENT_EVENT.SOURCE.in(sources.stream().map(Rung::word).toList()))
                .and(since(utc(since)))
                .orderBy(DEPLOYMENT_EVENT.SUCCEEDED_AT.desc(), DEPLOYMENT_EVENT.EXTERNAL_ID.desc())
                .limit(AT_ONCE)
                .fetch(DeploymentRows::event);
    }

    /** What went live in a repository and other sources tell of counts as no deployment, for now. */
    public void passOver(RepositoryId repository, Collection<Rung> counting, Instant since) {
        db.update(DEPLOYMENT_EVENT)
                .set(DEPLOYMENT_EVENT.PASSED_AT, currentOffsetDateTime())
                .where(DEPLOYMENT_EVENT.REPOSITORY_ID.eq(repository.value()))
                .and(DEPLOYMENT_EVENT.SOURCE.notIn(
                        counting.stream().map(Rung::word).toList()))
                .and(since(utc(since)))
                .execute();
    }

    private static Condition since(OffsetDateTime since) {
        return DeploymentRows.succeeded()
                .and(DEPLOYMENT_EVENT.SUCCEEDED_AT.gt(since))
                .and(DEPLOYMENT_EVENT.SAID_TRANSIENT.isDistinctFrom(true))
                .and(DEPLOYMENT_EVENT
                        .PASSED_AT
                        .isNull()
                        .or(DEPLOYMENT_EVENT.PASSED_AT.lt(
                                currentOffsetDateTime().minus(DayToSecond.valueOf(PASSED_OVER)))))
                .and(notExists(selectOne().from(DEPLOYMENT_WATCH).where(WatchedDeployments.SAME)));
    }
}
