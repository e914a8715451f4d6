package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.DEPLOYMENT_EVENT;
import static io.rootops.core.memory.schema.Tables.POLL_LISTED;
import static org.jooq.impl.DSL.boolOr;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.val;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.deployment.DeploymentState;
import io.rootops.core.deployment.Environment;
import io.rootops.core.deployment.Footing;
import io.rootops.core.deployment.Ladder;
import io.rootops.core.deployment.Rung;
import io.rootops.core.memory.schema.tables.records.DeploymentEventRecord;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** What was told of deployments, merged: twice, late or in another order, it comes to the same rows. */
public final class DeploymentMemory {
    private static final int MOST_OF_ONE = 100;

    private final DSLContext db;

    public DeploymentMemory(DSLContext db) {
        this.db = db;
    }

    /** Whether a list of the forge was read to its end once. */
    public boolean listed(RepositoryId repository, String topic) {
        return db.fetchExists(
                POLL_LISTED, POLL_LISTED.REPOSITORY_ID.eq(repository.value()).and(POLL_LISTED.TOPIC.eq(topic)));
    }

    public void markListed(RepositoryId repository, String topic) {
        db.insertInto(POLL_LISTED)
                .set(POLL_LISTED.REPOSITORY_ID, repository.value())
                .set(POLL_LISTED.TOPIC, topic)
                .onConflictDoNothing()
                .execute();
    }

    /**
     * Keeps what is new of it.
     *
     * @return whether anything was
     */
    public boolean store(RepositoryId repository, DeploymentEvent told) {
        return db.transactionResult(tx -> {
            DeploymentEvent event = told.name() == null
                    ? told
                    : told.named(new ForgottenPeople(tx.dsl()).settled().text(told.name()));
            boolean first = tx.dsl()
                            .insertInto(DEPLOYMENT_EVENT)
                            .set(DeploymentRows.filled(repository, new DeploymentEventRecord(), event))
                            .onConflictDoNothing()
                            .execute()
                    == 1;
            if (first) {
                return true;
            }
            DeploymentEventRecord row = tx.dsl()
                    .selectFrom(DEPLOYMENT_EVENT)
                    .where(is(repository, event))
                    .forUpdate()
                    .fetchSingle();
            DeploymentEvent before = DeploymentRows.event(row);
            DeploymentEvent now = before.merge(event);
            if (now.equals(before)) {
                return false;
            }
            DeploymentRows.filled(repository, row, now).update();
            return now.newsTo(before);
        });
    }

    /**
     * The same, of a list that says when the deployment changed last.
     *
     * @param listedAt by the forge's clock; what was asked for before is to be asked for again
     */
    public boolean store(RepositoryId repository, DeploymentEvent event, Instant listedAt) {
        boolean news = store(repository, event);
        db.update(DEPLOYMENT_EVENT)
                .set(
                        DEPLOYMENT_EVENT.LISTED_AT,
                        greatest(coalesce(DEPLOYMENT_EVENT.LISTED_AT, utc(listedAt)), val(utc(listedAt))))
                .where(is(repository, event))
                .execute();
        return news;
    }

    /**
     * Those of which there is more to ask for: of deployments their statuses, of releases the commit of their tag.
     *
     * @param source of these
     * @param since only what changed after that
     * @return last changed first
     */
    public List<DeploymentEvent> unasked(RepositoryId repository, Rung source, Instant since, int limit) {
        Condition more = source == Rung.DEPLOYMENT_STATUS
                ? DEPLOYMENT_EVENT.ASKED_AT.isNull().or(DEPLOYMENT_EVENT.ASKED_AT.lt(DEPLOYMENT_EVENT.LISTED_AT))
                : DEPLOYMENT_EVENT.ASKED_AT.isNull().and(DEPLOYMENT_EVENT.SHA.isNull());
        return db.selectFrom(DEPLOYMENT_EVENT)
                .where(DEPLOYMENT_EVENT.REPOSITORY_ID.eq(repository.value()))
                .and(DEPLOYMENT_EVENT.SOURCE.eq(source.word()))
                .and(
                        source == Rung.DEPLOYMENT_STATUS
                                ? DEPLOYMENT_EVENT.LISTED_AT.isNotNull()
                                : DEPLOYMENT_EVENT.STATE.eq(DeploymentState.SUCCESS.word()))
                .and(more)
                .and(coalesce(DEPLOYMENT_EVENT.LISTED_AT, DEPLOYMENT_EVENT.STATE_AT)
                        .ge(utc(since)))
                .orderBy(
                        coalesce(DEPLOYMENT_EVENT.LISTED_AT, DEPLOYMENT_EVENT.STATE_AT)
                                .desc(),
                        DEPLOYMENT_EVENT.EXTERNAL_ID.desc())
                .limit(limit)
                .fetch(DeploymentRows::event);
    }

    /** What {@link #unasked} told of was asked for, whatever came of it. */
    public void asked(RepositoryId repository, DeploymentEvent event) {
        db.update(DEPLOYMENT_EVENT)
                .set(DEPLOYMENT_EVENT.ASKED_AT, coalesce(DEPLOYMENT_EVENT.LISTED_AT, DEPLOYMENT_EVENT.STATE_AT))
                .where(is(repository, event))
                .execute();
    }

    /** The commit of a release, once its tag was looked up. */
    public void resolved(RepositoryId repository, DeploymentEvent event, String sha) {
        db.update(DEPLOYMENT_EVENT)
                .set(DEPLOYMENT_EVENT.SHA, HexFormat.of().parseHex(sha))
                .where(is(repository, event))
                .execute();
    }

    /** What one source tells of one environment, that went live in {@code (from, to]}, in the order of time. */
    public List<DeploymentEvent> succeeded(
            RepositoryId repository, Rung source, String environment, Instant from, Instant to) {
        return db.selectFrom(DEPLOYMENT_EVENT)
                .where(DEPLOYMENT_EVENT.REPOSITORY_ID.eq(repository.value()))
                .and(DEPLOYMENT_EVENT.SOURCE.eq(source.word()))
                .and(DEPLOYMENT_EVENT.ENVIRONMENT.eq(environment))
                .and(DeploymentRows.succeeded())
                .and(DEPLOYMENT_EVENT.SUCCEEDED_AT.gt(utc(from)))
                .and(DEPLOYMENT_EVENT.SUCCEEDED_AT.le(utc(to)))
                .orderBy(DEPLOYMENT_EVENT.SUCCEEDED_AT, DEPLOYMENT_EVENT.EXTERNAL_ID)
                .fetch(DeploymentRows::event);
    }

    /** What is known of one; empty: nothing. */
    public Optional<DeploymentEvent> find(RepositoryId repository, Rung source, String externalId, String environment) {
        return db.selectFrom(DEPLOYMENT_EVENT)
                .where(DEPLOYMENT_EVENT.REPOSITORY_ID.eq(repository.value()))
                .and(DEPLOYMENT_EVENT.SOURCE.eq(source.word()))
                .and(DEPLOYMENT_EVENT.EXTERNAL_ID.eq(externalId))
                .and(DEPLOYMENT_EVENT.ENVIRONMENT.eq(environment))
                .fetchOptional(DeploymentRows::event);
    }

    /** What one source told of one environment since then, the newest first. */
    public List<DeploymentEvent> since(RepositoryId repository, Rung source, String environment, Instant since) {
        return db.selectFrom(DEPLOYMENT_EVENT)
                .where(DEPLOYMENT_EVENT.REPOSITORY_ID.eq(repository.value()))
                .and(DEPLOYMENT_EVENT.SOURCE.eq(source.word()))
                .and(DEPLOYMENT_EVENT.ENVIRONMENT.eq(environment))
                .and(DEPLOYMENT_EVENT.STATE_AT.ge(utc(since)))
                .orderBy(DEPLOYMENT_EVENT.STATE_AT.desc(), DEPLOYMENT_EVENT.EXTERNAL_ID.desc())
                .limit(MOST_OF_ONE)
                .fetch(DeploymentRows::event);
    }

    /** Those of just this commit, newest first. */
    public List<DeploymentEvent> of(RepositoryId repository, String sha) {
        return db.selectFrom(DEPLOYMENT_EVENT)
                .where(DEPLOYMENT_EVENT.REPOSITORY_ID.eq(repository.value()))
                .and(DEPLOYMENT_EVENT.SHA.eq(HexFormat.of().parseHex(sha)))
                .orderBy(
                        coalesce(DEPLOYMENT_EVENT.SUCCEEDED_AT, DEPLOYMENT_EVENT.STATE_AT)
                                .desc(),
                        DEPLOYMENT_EVENT.SOURCE,
                        DEPLOYMENT_EVENT.EXTERNAL_ID.desc())
                .limit(MOST_OF_ONE)
                .fetch(DeploymentRows::event);
    }

    /** What counts as a deployment of this repository; empty: nothing tells of one since then. */
    public Optional<Footing> footing(RepositoryId repository, Instant since) {
        var succeeded = boolOr(DeploymentRows.succeeded().and(DEPLOYMENT_EVENT.SUCCEEDED_AT.ge(utc(since))));
        return Ladder.of(db.select(
                        DEPLOYMENT_EVENT.SOURCE,
                        DEPLOYMENT_EVENT.ENVIRONMENT,
                        boolOr(condition(DEPLOYMENT_EVENT.SAID_PRODUCTION)),
                        boolOr(condition(DEPLOYMENT_EVENT.SAID_TRANSIENT)),
                        succeeded)
                .from(DEPLOYMENT_EVENT)
                .where(DEPLOYMENT_EVENT.REPOSITORY_ID.eq(repository.value()))
                .and(DEPLOYMENT_EVENT.STATE_AT.ge(utc(since)))
                .groupBy(DEPLOYMENT_EVENT.SOURCE, DEPLOYMENT_EVENT.ENVIRONMENT)
                .fetch(it -> new Ladder.Seen(
                        Rung.of(it.value1()),
                        new Environment(it.value2(), it.value3(), it.value4()),
                        Boolean.TRUE.equals(it.value5()))));
    }

    /** Those that succeeded since then, of the surest source that tells of any, newest first. */
    public List<DeploymentEvent> succeeded(RepositoryId repository, Instant since, int limit) {
        return footing(repository, since)
                .map(footing -> db.selectFrom(DEPLOYMENT_EVENT)
                        .where(DEPLOYMENT_EVENT.REPOSITORY_ID.eq(repository.value()))
                        .and(DEPLOYMENT_EVENT.SOURCE.eq(footing.rung().word()))
                        .and(DeploymentRows.succeeded())
                        .and(DEPLOYMENT_EVENT.SUCCEEDED_AT.ge(utc(since)))
                        .orderBy(DEPLOYMENT_EVENT.SUCCEEDED_AT.desc(), DEPLOYMENT_EVENT.EXTERNAL_ID.desc())
                        .limit(limit)
                        .fetch(DeploymentRows::event))
                .orElse(List.of());
    }

    private static Condition is(RepositoryId repository, DeploymentEvent event) {
        return DEPLOYMENT_EVENT
                .REPOSITORY_ID
                .eq(repository.value())
                .and(DEPLOYMENT_EVENT.SOURCE.eq(event.source().word()))
                .and(DEPLOYMENT_EVENT.EXTERNAL_ID.eq(event.externalId()))
                .and(DEPLOYMENT_EVENT.ENVIRONMENT.eq(event.environment().name()));
    }
}
