package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.DEPLOYMENT_EVENT;
import static io.rootops.core.memory.schema.Tables.DEPLOYMENT_VERDICT;
import static io.rootops.core.memory.schema.Tables.DEPLOYMENT_WATCH;
import static org.jooq.impl.DSL.boolOr;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.when;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.deployment.DeploymentTarget;
import io.rootops.core.deployment.Environment;
import io.rootops.core.deployment.Rung;
import io.rootops.core.memory.WatchedDeployments.Watched;
import io.rootops.core.memory.schema.tables.records.DeploymentEventRecord;
import io.rootops.core.memory.schema.tables.records.DeploymentWatchRecord;
import io.rootops.core.signal.verdict.State;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** What served where, watched or not. Thread-safe. */
public final class ServedDeployments {
    // Where no instance was seen to begin, a watch counts from the next whole minute, as its series do: until then
    // what was deployed would not serve yet.
    private static final Field<OffsetDateTime> SERVING = when(
                    condition(DEPLOYMENT_WATCH.SERVING_SEEN), DEPLOYMENT_WATCH.SERVING_AT)
            .otherwise(coalesce(DEPLOYMENT_EVENT.SUCCEEDED_AT, DEPLOYMENT_WATCH.SERVING_AT));

    private final DSLContext db;

    public ServedDeployments(DSLContext db) {
        this.db = db;
    }

    /**
     * A deployment that went live.
     *
     * @param watched null: RootOps did not look what came of it
     */
    public record Served(DeploymentEvent event, @Nullable Watched watched) {
        /** When the new version served. */
        public Instant at() {
            return watched == null || !watched.servingSeen() ? event.time() : watched.serving();
        }

        /** That whoever told of it names; null: none. */
        public @Nullable String service() {
            return watched == null ? null : watched.service();
        }

        /** Of two at different times, whether the later one takes the place of this one. */
        public boolean replacedBy(Served later) {
            return service() == null || later.service() == null || service().equals(later.service());
        }
    }

    /**
     * Those that a new one takes the place of, the last first.
     *
     * @param all in the order of time
     * @param service of the new one; null: none is named
     */
    public static List<Served> serving(List<Served> all, @Nullable String service) {
        List<Served> serving = new ArrayList<>();
        for (int i = all.size() - 1; i >= 0; i--) {
            Served it = all.get(i);
            if (serving.stream().noneMatch(it::replacedBy)) {
                serving.add(it);
            }
            if (it.service() == null) {
                break; // it took the place of all before it
            }
        }
        return serving.stream()
                .filter(it -> service == null || it.service() == null || service.equals(it.service()))
                .toList();
    }

    /** Ids of those that RootOps looked at. */
    public static List<Long> watched(List<Served> all) {
        return all.stream()
                .map(Served::watched)
                .filter(Objects::nonNull)
                .map(Watched::id)
                .toList();
    }

    /** Everywhere that something went live since then. */
    public List<DeploymentTarget> targets(RepositoryId repository, Instant since) {
        return db.select(
                        DEPLOYMENT_EVENT.SOURCE,
                        DEPLOYMENT_EVENT.ENVIRONMENT,
                        boolOr(condition(DEPLOYMENT_EVENT.SAID_PRODUCTION)),
                        boolOr(condition(DEPLOYMENT_EVENT.SAID_TRANSIENT)),
                        count(),
                        max(DEPLOYMENT_EVENT.SUCCEEDED_AT))
                .from(DEPLOYMENT_EVENT)
                .where(DEPLOYMENT_EVENT.REPOSITORY_ID.eq(repository.value()))
                .and(DeploymentRows.succeeded())
                .and(DEPLOYMENT_EVENT.SUCCEEDED_AT.ge(utc(since)))
                .groupBy(DEPLOYMENT_EVENT.SOURCE, DEPLOYMENT_EVENT.ENVIRONMENT)
                .orderBy(DEPLOYMENT_EVENT.SOURCE, DEPLOYMENT_EVENT.ENVIRONMENT)
                .fetch(it -> new DeploymentTarget(
                        Rung.of(it.value1()),
                        new Environment(it.value2(), it.value3(), it.value4()),
                        it.value5(),
                        it.value6().toInstant()));
    }

    /** Those that served in {@code (from, to]}, the newest of them, in the order of time. */
    public List<Served> of(RepositoryId repository, DeploymentTarget target, Instant from, Instant to, int most) {
        List<Served> newestFirst = db.select(DEPLOYMENT_EVENT, DEPLOYMENT_WATCH)
                .from(DEPLOYMENT_EVENT)
                .leftJoin(DEPLOYMENT_WATCH)
                .on(WatchedDeployments.SAME)
                .where(of(repository, target))
                .and(SERVING.gt(utc(from)))
                .and(SERVING.le(utc(to)))
                .orderBy(SERVING.desc(), DEPLOYMENT_EVENT.EXTERNAL_ID.desc())
                .limit(most)
                .fetch(it -> served(it.value1(), it.value2()));
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    private static Served served(DeploymentEventRecord event, @Nullable DeploymentWatchRecord watch) {
        if (watch == null || watch.getId() == null) {
            return new Served(DeploymentRows.event(event), null);
        }
        return new Served(DeploymentRows.event(event), WatchedDeployments.watched(watch));
    }

    /**
     * What a look at a deployment said.
     *
     * @param at when RootOps looked
     */
    public record Said(State state, Instant at) {}

    /** What was said of all that served there since then, by the id of what is watched, the first look first. */
    public Map<Long, List<Said>> said(RepositoryId repository, DeploymentTarget target, Instant since) {
        return db.select(DEPLOYMENT_VERDICT.WATCH_ID, DEPLOYMENT_VERDICT.STATE, DEPLOYMENT_VERDICT.AT)
                .from(DEPLOYMENT_VERDICT)
                .join(DEPLOYMENT_WATCH)
                .on(DEPLOYMENT_WATCH.REPOSITORY_ID.eq(DEPLOYMENT_VERDICT.REPOSITORY_ID))
                .and(DEPLOYMENT_WATCH.ID.eq(DEPLOYMENT_VERDICT.WATCH_ID))
                .where(DEPLOYMENT_WATCH.REPOSITORY_ID.eq(repository.value()))
                .and(DEPLOYMENT_WATCH.SOURCE.eq(target.source().word()))
                .and(DEPLOYMENT_WATCH.ENVIRONMENT.eq(target.environment().name()))
                .and(DEPLOYMENT_WATCH.SERVING_AT.gt(utc(since)))
                .orderBy(DEPLOYMENT_VERDICT.WATCH_ID, DEPLOYMENT_VERDICT.LOOK)
                .fetchGroups(
                        DEPLOYMENT_VERDICT.WATCH_ID,
                        it -> new Said(State.of(it.value2()), it.value3().toInstant()));
    }

    private static Condition of(RepositoryId repository, DeploymentTarget target) {
        return DEPLOYMENT_EVENT
                .REPOSITORY_ID
                .eq(repository.value())
                .and(DEPLOYMENT_EVENT.SOURCE.eq(target.source().word()))
                .and(DEPLOYMENT_EVENT.ENVIRONMENT.eq(target.environment().name()))
                .and(DeploymentRows.succeeded());
    }
}
