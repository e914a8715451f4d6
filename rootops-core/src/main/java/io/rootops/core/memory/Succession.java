package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.DEPLOYMENT_EVENT;
import static io.rootops.core.memory.schema.Tables.DEPLOYMENT_WATCH;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.selectOne;

import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.memory.WatchedDeployments.Watched;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;

/**
 * Which deployment took the place of which: one that the same source told of the same environment, unless both name a service, and
 * not the same one. Thread-safe.
 */
public final class Succession {
    /** As long as verdicts look back. */
    private static final Duration HISTORY = Duration.ofDays(14);

    private final DSLContext db;
    private final DeploymentMemory deployments;

    Succession(DSLContext db) {
        this.db = db;
        this.deployments = new DeploymentMemory(db);
    }

    /**
     * What took its place first; empty: nothing did.
     *
     * @param told when it was told as done itself
     * @param to inclusive
     */
    public Optional<DeploymentEvent> follower(Watched it, Instant told, Instant to) {
        return inItsPlace(it, deployments.succeeded(it.repository(), it.source(), it.environment(), told, to)).stream()
                .findFirst();
    }

    /** What it took the place of; empty: nothing went live there in the fourteen days before it began. */
    public Optional<DeploymentEvent> before(Watched it) {
        return inItsPlace(it, history(it)).stream().reduce((earlier, later) -> later);
    }

    /**
     * What it took the place of, however long ago, and whose commit is known; empty: nothing.
     *
     * @param told when it was told as done itself
     */
    public Optional<DeploymentEvent> commitBefore(Watched it, Instant told) {
        Condition sibling = it.service() == null
                ? falseCondition()
                : exists(selectOne()
                        .from(DEPLOYMENT_WATCH)
                        .where(WatchedDeployments.SAME)
                        .and(DEPLOYMENT_WATCH.SERVICE.ne(it.service())));
        return db.selectFrom(DEPLOYMENT_EVENT)
                .where(DEPLOYMENT_EVENT.REPOSITORY_ID.eq(it.repository().value()))
                .and(DEPLOYMENT_EVENT.SOURCE.eq(it.source().word()))
                .and(DEPLOYMENT_EVENT.ENVIRONMENT.eq(it.environment()))
                .and(DeploymentRows.succeeded())
                .and(DEPLOYMENT_EVENT.SUCCEEDED_AT.lt(utc(told)))
                .and(DEPLOYMENT_EVENT.SHA.isNotNull())
                .andNot(sibling)
                .orderBy(DEPLOYMENT_EVENT.SUCCEEDED_AT.desc(), DEPLOYMENT_EVENT.EXTERNAL_ID.desc())
                .limit(1)
                .fetchOptional(DeploymentRows::event);
    }

    /** Of whatever service, all others in the fourteen days before it began, in the order of time. */
    public List<DeploymentEvent> history(Watched it) {
        return deployments
                .succeeded(
                        it.repository(),
                        it.source(),
                        it.environment(),
                        it.begun().minus(HISTORY),
                        it.begun())
                .stream()
                .filter(event -> !event.externalId().equals(it.externalId()))
                .toList();
    }

    private List<DeploymentEvent> inItsPlace(Watched it, List<DeploymentEvent> events) {
        Set<String> beside = ofOtherServices(it, events);
        return events.stream()
                .filter(event -> !event.externalId().equals(it.externalId()))
                .filter(event -> !beside.contains(event.externalId()))
                .toList();
    }

    private Set<String> ofOtherServices(Watched it, List<DeploymentEvent> events) {
        if (it.service() == null || events.isEmpty()) {
            return Set.of();
        }
        return db.select(DEPLOYMENT_WATCH.EXTERNAL_ID)
                .from(DEPLOYMENT_WATCH)
                .where(DEPLOYMENT_WATCH.REPOSITORY_ID.eq(it.repository().value()))
                .and(DEPLOYMENT_WATCH.SOURCE.eq(it.source().word()))
                .and(DEPLOYMENT_WATCH.ENVIRONMENT.eq(it.environment()))
                .and(DEPLOYMENT_WATCH.SERVICE.ne(it.service()))
                .and(DEPLOYMENT_WATCH.EXTERNAL_ID.eq(
                        any(events.stream().map(DeploymentEvent::externalId).toArray(String[]::new))))
                .fetchSet(DEPLOYMENT_WATCH.EXTERNAL_ID);
    }
}
