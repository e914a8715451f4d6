package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.DEPLOYMENT_EVENT;
import static io.rootops.core.memory.schema.Tables.DEPLOYMENT_WATCH;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.trueCondition;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.deployment.Environment;
import io.rootops.core.deployment.Ladder;
import io.rootops.core.deployment.Rung;
import io.rootops.core.memory.schema.tables.records.DeploymentWatchRecord;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.verdict.Look;
import io.rootops.core.signal.verdict.State;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.types.DayToSecond;
import org.jspecify.annotations.Nullable;

/** Deployments after which RootOps looks whether things got worse, and when it is to look next. Shared by all replicas. Thread-safe. */
public final class WatchedDeployments {
    /** Whoever began to look and said nothing for so long is taken to have died. */
    private static final Duration LEASE = Duration.ofMinutes(5);
    /** In whatever environment, for those of one. */
    private static final int MOST_LOOKED_THROUGH = 1_000;

    static final Condition SAME = row(
                    DEPLOYMENT_WATCH.REPOSITORY_ID,
                    DEPLOYMENT_WATCH.SOURCE,
                    DEPLOYMENT_WATCH.EXTERNAL_ID,
                    DEPLOYMENT_WATCH.ENVIRONMENT)
            .eq(
                    DEPLOYMENT_EVENT.REPOSITORY_ID,
                    DEPLOYMENT_EVENT.SOURCE,
                    DEPLOYMENT_EVENT.EXTERNAL_ID,
                    DEPLOYMENT_EVENT.ENVIRONMENT);

    private final DSLContext db;

    public WatchedDeployments(DSLContext db) {
        this.db = db;
    }

    /**
     * A deployment that is, or was, watched.
     *
     * @param service that whoever told of it names; null: those that are known to be of the repository
     * @param begun when the first instance was replaced
     * @param serving when the new version served, warmed up
     * @param servingSeen by instances that began; false: taken from when the deployment succeeded
     * @param state by the last look
     * @param note why there is no more to say; null: nothing
     * @param due when to look next; null: no more
     * @param claimed when whoever holds it began to look; null: nobody does
     * @param tries looks that were begun since one last came to something, with that of whoever holds it
     */
    public record Watched(
            RepositoryId repository,
            long id,
            Rung source,
            String externalId,
            String environment,
            @Nullable String service,
            Instant begun,
            Instant serving,
            boolean servingSeen,
            State state,
            @Nullable String note,
            @Nullable Instant due,
            @Nullable Instant claimed,
            int tries) {
        /** Whether it deployed this service, which comes from the repository: it, or where none is named all of them. */
        public boolean isOf(ServiceName deployed) {
            return (service == null || service.equals(deployed.name()))
                    && Environment.same(environment, deployed.environment());
        }
    }

    /**
     * Takes a deployment up that went live; twice comes to the same.
     *
     * @param service that whoever told of it names; null: none
     * @return whether it says more than was known
     */
    public boolean watch(RepositoryId repository, DeploymentEvent event, @Nullable String service) {
        Instant serving = wholeMinute(event.time());
        Instant started = event.startedAt();
        Instant begun = started == null || started.isAfter(serving) ? serving : started;
        return db.insertInto(DEPLOYMENT_WATCH)
                        .set(DEPLOYMENT_WATCH.REPOSITORY_ID, repository.value())
                        .set(DEPLOYMENT_WATCH.SOURCE, event.source().word())
                        .set(DEPLOYMENT_WATCH.EXTERNAL_ID, event.externalId())
                        .set(DEPLOYMENT_WATCH.ENVIRONMENT, event.environment().name())
                        .set(DEPLOYMENT_WATCH.SERVICE, service)
                        .set(DEPLOYMENT_WATCH.BEGUN_AT, utc(begun))
                        .set(DEPLOYMENT_WATCH.SERVING_AT, utc(serving))
                        .set(DEPLOYMENT_WATCH.SERVING_SEEN, false)
                        .set(DEPLOYMENT_WATCH.STATE, State.WATCHING.word())
                        .set(DEPLOYMENT_WATCH.DUE_AT, utc(serving.plus(Look.EARLY_SIGN.after())))
                        .onConflict(
                                DEPLOYMENT_WATCH.REPOSITORY_ID,
                                DEPLOYMENT_WATCH.SOURCE,
                                DEPLOYMENT_WATCH.EXTERNAL_ID,
                                DEPLOYMENT_WATCH.ENVIRONMENT)
                        .doUpdate()
                        // It may have been taken up before its report was done.
                        .set(DEPLOYMENT_WATCH.SERVICE, excluded(DEPLOYMENT_WATCH.SERVICE))
                        .where(DEPLOYMENT_WATCH
                                .SERVICE
                                .isNull()
                                .and(excluded(DEPLOYMENT_WATCH.SERVICE).isNotNull()))
                        .execute()
                == 1;
    }

    /** Counts are kept by minute: none is to hold what came before and what came after. */
    private static Instant wholeMinute(Instant time) {
        Instant minute = time.truncatedTo(ChronoUnit.MINUTES);
        return minute.equals(time) ? time : minute.plus(1, ChronoUnit.MINUTES);
    }

    /** The one that has been due for the longest, for the caller alone; empty: none is. */
    public Optional<Watched> claim() {
        Condition free = DEPLOYMENT_WATCH
                .CLAIMED_AT
                .isNull()
                .or(DEPLOYMENT_WATCH.CLAIMED_AT.lt(currentOffsetDateTime().minus(DayToSecond.valueOf(LEASE))));
        return db.update(DEPLOYMENT_WATCH)
                .set(DEPLOYMENT_WATCH.CLAIMED_AT, currentOffsetDateTime())
                // Counted before it is looked at: whoever looks may die of it.
                .set(DEPLOYMENT_WATCH.TRIES, DEPLOYMENT_WATCH.TRIES.plus(1))
                .where(row(DEPLOYMENT_WATCH.REPOSITORY_ID, DEPLOYMENT_WATCH.ID)
                        .eq(select(DEPLOYMENT_WATCH.REPOSITORY_ID, DEPLOYMENT_WATCH.ID)
                                .from(DEPLOYMENT_WATCH)
                                .where(DEPLOYMENT_WATCH.DUE_AT.le(currentOffsetDateTime()))
                                .and(free)
                                .orderBy(DEPLOYMENT_WATCH.DUE_AT, DEPLOYMENT_WATCH.ID)
                                .limit(1)
                                .forUpdate()
                                .skipLocked()))
                .returning()
                .fetchOptional(WatchedDeployments::watched);
    }

    /**
     * It was seen by its instances when it served; when to look follows from that.
     *
     * @param begun when the first of them began
     * @param warm when the last of them had warmed up
     */
    public void served(Watched watched, Instant begun, Instant warm) {
        Instant serving = wholeMinute(warm);
        db.update(DEPLOYMENT_WATCH)
                .set(DEPLOYMENT_WATCH.BEGUN_AT, utc(begun))
                .set(DEPLOYMENT_WATCH.SERVING_AT, utc(serving))
                .set(DEPLOYMENT_WATCH.SERVING_SEEN, true)
                .set(DEPLOYMENT_WATCH.DUE_AT, utc(serving.plus(Look.EARLY_SIGN.after())))
                .set(DEPLOYMENT_WATCH.TRIES, (short) 0)
                .setNull(DEPLOYMENT_WATCH.CLAIMED_AT)
                .where(is(watched))
                .execute();
    }

    /** Looks again later, as what there is to look at has not been read yet, or is not known. */
    public void postpone(Watched watched, State state, Duration pause) {
        db.update(DEPLOYMENT_WATCH)
                .set(DEPLOYMENT_WATCH.STATE, state.word())
                .set(DEPLOYMENT_WATCH.DUE_AT, currentOffsetDateTime().plus(DayToSecond.valueOf(pause)))
                .set(DEPLOYMENT_WATCH.TRIES, (short) 0)
                .setNull(DEPLOYMENT_WATCH.CLAIMED_AT)
                .where(is(watched))
                .execute();
    }

    /** The look failed, and is tried again later. */
    public void failed(Watched watched, Duration pause) {
        db.update(DEPLOYMENT_WATCH)
                .set(DEPLOYMENT_WATCH.DUE_AT, currentOffsetDateTime().plus(DayToSecond.valueOf(pause)))
                .setNull(DEPLOYMENT_WATCH.CLAIMED_AT)
                .where(is(watched))
                .execute();
    }

    /** Whoever looked was stopped: it is for somebody else, at once, and was no try. */
    public void handBack(Watched watched) {
        db.update(DEPLOYMENT_WATCH)
                .set(DEPLOYMENT_WATCH.TRIES, DEPLOYMENT_WATCH.TRIES.minus(1))
                .setNull(DEPLOYMENT_WATCH.CLAIMED_AT)
                .where(is(watched))
                .execute();
    }

    /**
     * Nothing more is to be said of it than its state.
     *
     * @param note why; null: all looks were taken
     */
    public void end(Watched watched, State state, @Nullable String note) {
        db.update(DEPLOYMENT_WATCH)
                .set(DEPLOYMENT_WATCH.STATE, state.word())
                .set(DEPLOYMENT_WATCH.NOTE, note)
                .setNull(DEPLOYMENT_WATCH.DUE_AT)
                .setNull(DEPLOYMENT_WATCH.CLAIMED_AT)
                .where(is(watched))
                .execute();
    }

    /** Which took the place of which. */
    public Succession succession() {
        return new Succession(db);
    }

    /** Of this repository, those that served in {@code (from, to]}, in the order of time. */
    public List<Watched> served(RepositoryId repository, Instant from, Instant to) {
        return db.selectFrom(DEPLOYMENT_WATCH)
                .where(DEPLOYMENT_WATCH.REPOSITORY_ID.eq(repository.value()))
                .and(DEPLOYMENT_WATCH.SERVING_AT.gt(utc(from)))
                .and(DEPLOYMENT_WATCH.SERVING_AT.le(utc(to)))
                .orderBy(DEPLOYMENT_WATCH.SERVING_AT, DEPLOYMENT_WATCH.ID)
                .fetch(WatchedDeployments::watched);
    }

    /** A watched deployment, and what was told of it. */
    public record Told(Watched watched, DeploymentEvent event) {}

    /**
     * Those that served last, but for those that were taken back since.
     *
     * @param repository null: of all
     */
    public List<Told> newest(@Nullable RepositoryId repository, int limit) {
        return told(
                DeploymentRows.succeeded()
                        .and(
                                repository == null
                                        ? trueCondition()
                                        : DEPLOYMENT_WATCH.REPOSITORY_ID.eq(repository.value())),
                limit);
    }

    /** Of this repository, those that served in {@code (from, to]}, the last first. */
    public List<Told> between(RepositoryId repository, Instant from, Instant to, int limit) {
        return told(
                DEPLOYMENT_WATCH
                        .REPOSITORY_ID
                        .eq(repository.value())
                        .and(DEPLOYMENT_WATCH.SERVING_AT.gt(utc(from)))
                        .and(DEPLOYMENT_WATCH.SERVING_AT.le(utc(to))),
                limit);
    }

    /**
     * Of this service, those that served in {@code (from, to]}, the last first.
     *
     * @param origin the repository that the service comes from; null: not known, so that only those count that name it
     */
    public List<Told> of(ServiceName service, @Nullable RepositoryId origin, Instant from, Instant to, int limit) {
        Condition named = DEPLOYMENT_WATCH.SERVICE.eq(service.name());
        Condition all = origin == null
                ? falseCondition()
                : DEPLOYMENT_WATCH.SERVICE.isNull().and(DEPLOYMENT_WATCH.REPOSITORY_ID.eq(origin.value()));
        return told(
                        DEPLOYMENT_WATCH
                                .SERVING_AT
                                .gt(utc(from))
                                .and(DEPLOYMENT_WATCH.SERVING_AT.le(utc(to)))
                                .and(named.or(all)),
                        MOST_LOOKED_THROUGH)
                .stream()
                .filter(it -> it.watched().isOf(service))
                .limit(limit)
                .toList();
    }

    /**
     * Full sha of what ran, or was being rolled out, at a time: of the last deployment that had begun; empty: none is known of the
     * ninety days before.
     *
     * @param service an empty name: any of the repository's
     */
    public Optional<String> running(RepositoryId repository, ServiceName service, Instant at) {
        return told(
                        DEPLOYMENT_WATCH
                                .REPOSITORY_ID
                                .eq(repository.value())
                                .and(DEPLOYMENT_WATCH.BEGUN_AT.gt(utc(at.minus(Ladder.WINDOW))))
                                .and(DEPLOYMENT_WATCH.BEGUN_AT.le(utc(at)))
                                .and(DEPLOYMENT_EVENT.SHA.isNotNull()),
                        MOST_LOOKED_THROUGH)
                .stream()
                .filter(it -> Environment.same(it.watched().environment(), service.environment()))
                .filter(it -> service.name().isEmpty()
                        || it.watched().service() == null
                        || it.watched().service().equals(service.name()))
                .findFirst()
                .map(it -> it.event().sha());
    }

    /** What came of a deployment that was told of; empty: it is not watched. */
    public Optional<Told> find(RepositoryId repository, DeploymentEvent event) {
        return told(
                        DEPLOYMENT_WATCH
                                .REPOSITORY_ID
                                .eq(repository.value())
                                .and(DEPLOYMENT_WATCH.SOURCE.eq(event.source().word()))
                                .and(DEPLOYMENT_WATCH.EXTERNAL_ID.eq(event.externalId()))
                                .and(DEPLOYMENT_WATCH.ENVIRONMENT.eq(
                                        event.environment().name())),
                        1)
                .stream()
                .findFirst();
    }

    public Optional<Told> find(long id) {
        return told(DEPLOYMENT_WATCH.ID.eq(id), 1).stream().findFirst();
    }

    private List<Told> told(Condition which, int limit) {
        return db.select(DEPLOYMENT_WATCH, DEPLOYMENT_EVENT)
                .from(DEPLOYMENT_WATCH)
                .join(DEPLOYMENT_EVENT)
                .on(SAME)
                .where(which)
                .orderBy(DEPLOYMENT_WATCH.SERVING_AT.desc(), DEPLOYMENT_WATCH.ID.desc())
                .limit(limit)
                .fetch(it -> new Told(watched(it.value1()), DeploymentRows.event(it.value2())));
    }

    /** As long as nobody else has claimed it since. */
    static Condition is(Watched watched) {
        return DEPLOYMENT_WATCH
                .REPOSITORY_ID
                .eq(watched.repository().value())
                .and(DEPLOYMENT_WATCH.ID.eq(watched.id()))
                .and(
                        watched.claimed() == null
                                ? DEPLOYMENT_WATCH.CLAIMED_AT.isNull()
                                : DEPLOYMENT_WATCH.CLAIMED_AT.eq(utc(watched.claimed())));
    }

    static Watched watched(DeploymentWatchRecord it) {
        return new Watched(
                new RepositoryId(it.getRepositoryId()),
                it.getId(),
                Rung.of(it.getSource()),
                it.getExternalId(),
                it.getEnvironment(),
                it.getService(),
                it.getBegunAt().toInstant(),
                it.getServingAt().toInstant(),
                it.getServingSeen(),
                State.of(it.getState()),
                it.getNote(),
                Times.instant(it.getDueAt()),
                Times.instant(it.getClaimedAt()),
                it.getTries());
    }
}
