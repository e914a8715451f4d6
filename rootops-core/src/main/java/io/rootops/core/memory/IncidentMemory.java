package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.INCIDENT_ALERT;
import static io.rootops.core.memory.schema.Tables.INCIDENT_HISTORY;
import static io.rootops.core.memory.schema.Tables.INCIDENT_MEMORY;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.trueCondition;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.deployment.Environment;
import io.rootops.core.incident.Alert;
import io.rootops.core.incident.Incident;
import io.rootops.core.incident.IncidentEvent;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.incident.NewIncident;
import io.rootops.core.signal.ServiceName;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jspecify.annotations.Nullable;

/** What went wrong in production. Shared by all replicas. Thread-safe. */
public final class IncidentMemory {
    /** Open ones whose service may become known to be of a repository. */
    static final Condition UNOWNED = INCIDENT_MEMORY
            .STATE
            .eq("open")
            .and(INCIDENT_MEMORY.REPOSITORY_ID.isNull())
            .and(INCIDENT_MEMORY.SERVICE.ne(""));

    private final DSLContext db;

    public IncidentMemory(DSLContext db) {
        this.db = db;
    }

    /**
     * Opens an incident that no alert told of, or finds the one of the same service at that time, which it is more of.
     *
     * @param by what or who told of it, in a few words
     */
    public Incident open(NewIncident incident, String by) {
        return db.transactionResult(tx -> {
            IncidentChanges changes = new IncidentChanges(tx.dsl());
            Optional<UUID> home = new IncidentGathering(tx.dsl(), changes, incident.began(), incident.began())
                    .home(incident.service(), incident.began(), incident.ended());
            home.ifPresent(it -> changes.note(it, IncidentEvent.Kind.TOLD, incident.began(), by));
            UUID id = home.isPresent() ? home.get() : changes.open(incident, by).id();
            return new IncidentMemory(tx.dsl()).find(id).orElseThrow();
        });
    }

    /**
     * Somebody says that it is over. An alert of it that fires on, or again, opens it anew.
     *
     * @param by what or who said so, in a few words
     * @return false: there is none that is open
     */
    public boolean resolve(UUID id, String by) {
        return db.transactionResult(tx -> {
            IncidentChanges changes = new IncidentChanges(tx.dsl());
            boolean open =
                    new IncidentMemory(tx.dsl()).find(id).filter(Incident::open).isPresent();
            if (open) {
                changes.end(id, changes.now(), by);
            }
            return open;
        });
    }

    /**
     * A person says after all that what RootOps found was none: it is gone, but where something else told of it too.
     *
     * @param id of one of {@link IncidentSource#SUSPICION}; of others nothing is taken back
     * @return whether it is gone
     */
    public boolean takeBack(UUID id) {
        return db.transactionResult(tx -> {
            new IncidentChanges(tx.dsl()).now();
            return tx.dsl()
                            .deleteFrom(INCIDENT_MEMORY)
                            .where(INCIDENT_MEMORY.ID.eq(id))
                            .and(INCIDENT_MEMORY.SOURCE.eq(IncidentSource.SUSPICION.word()))
                            .and(notExists(selectOne().from(INCIDENT_ALERT).where(INCIDENT_ALERT.INCIDENT_ID.eq(id))))
                            .and(notExists(selectOne()
                                    .from(INCIDENT_HISTORY)
                                    .where(INCIDENT_HISTORY.INCIDENT_ID.eq(id))
                                    .and(INCIDENT_HISTORY.EVENT.eq(IncidentEvent.Kind.TOLD.word()))
                                    .and(INCIDENT_HISTORY.NOTE.notLike(IncidentSource.SUSPICION.title() + "%"))))
                            .execute()
                    == 1;
        });
    }

    public Optional<Incident> find(UUID id) {
        return db.selectFrom(INCIDENT_MEMORY).where(INCIDENT_MEMORY.ID.eq(id)).fetchOptional(IncidentRows::incident);
    }

    /**
     * Those that began last, the open ones first.
     *
     * @param repository null: of all, and of none
     * @param onlyOpen true: without those that are over
     */
    public List<Incident> newest(@Nullable RepositoryId repository, boolean onlyOpen, int most) {
        return db.selectFrom(INCIDENT_MEMORY)
                .where(repository == null ? trueCondition() : INCIDENT_MEMORY.REPOSITORY_ID.eq(repository.value()))
                .and(onlyOpen ? INCIDENT_MEMORY.STATE.eq("open") : trueCondition())
                .orderBy(
                        INCIDENT_MEMORY.ENDED_AT.isNull().desc(),
                        INCIDENT_MEMORY.BEGAN_AT.desc(),
                        INCIDENT_MEMORY.ID.desc())
                .limit(most)
                .fetch(IncidentRows::incident);
    }

    /** How many are open. */
    public int open() {
        return db.fetchCount(INCIDENT_MEMORY, INCIDENT_MEMORY.STATE.eq("open"));
    }

    /** All that told of each, in the order of the sources. */
    public Map<UUID, Set<IncidentSource>> sources(Collection<Incident> incidents) {
        Map<UUID, Set<IncidentSource>> sources = new HashMap<>();
        incidents.forEach(it -> sources.put(it.id(), EnumSet.of(it.source())));
        db.selectDistinct(INCIDENT_ALERT.INCIDENT_ID, INCIDENT_ALERT.SOURCE)
                .from(INCIDENT_ALERT)
                .where(INCIDENT_ALERT.INCIDENT_ID.in(
                        incidents.stream().map(Incident::id).toList()))
                .forEach(it -> sources.computeIfAbsent(it.value1(), id -> EnumSet.noneOf(IncidentSource.class))
                        .add(IncidentSource.of(it.value2())));
        return sources;
    }

    /** What happened to it, the first first. */
    public List<IncidentEvent> history(UUID id) {
        return db.selectFrom(INCIDENT_HISTORY)
                .where(INCIDENT_HISTORY.INCIDENT_ID.eq(id))
                .orderBy(INCIDENT_HISTORY.NUMBER)
                .fetch(IncidentRows::event);
    }

    /** Its alerts, the first first. */
    public List<Alert> alerts(UUID id, int most) {
        return db.selectFrom(INCIDENT_ALERT)
                .where(INCIDENT_ALERT.INCIDENT_ID.eq(id))
                .orderBy(INCIDENT_ALERT.BEGAN_AT, INCIDENT_ALERT.SOURCE, INCIDENT_ALERT.KEY)
                .limit(most)
                .fetch(IncidentRows::alert);
    }

    /** How many alerts it has. */
    public int alerts(UUID id) {
        return db.fetchCount(INCIDENT_ALERT, INCIDENT_ALERT.INCIDENT_ID.eq(id));
    }

    /**
     * That are of a service, or have an alert of it, those that went on at some time from {@code from} to {@code to}. Environments are
     * compared as {@link Environment#same} does.
     */
    public List<Incident> during(ServiceName service, Instant from, Instant to) {
        Condition then = INCIDENT_MEMORY
                .BEGAN_AT
                .lt(utc(to))
                .and(INCIDENT_MEMORY.ENDED_AT.isNull().or(INCIDENT_MEMORY.ENDED_AT.gt(utc(from))));
        Set<UUID> its = db
                .select(INCIDENT_MEMORY.ID, INCIDENT_MEMORY.ENVIRONMENT)
                .from(INCIDENT_MEMORY)
                .where(INCIDENT_MEMORY.SERVICE.eq(service.name()))
                .and(then)
                .union(db.select(INCIDENT_MEMORY.ID, INCIDENT_ALERT.ENVIRONMENT)
                        .from(INCIDENT_MEMORY)
                        .join(INCIDENT_ALERT)
                        .on(INCIDENT_ALERT.INCIDENT_ID.eq(INCIDENT_MEMORY.ID))
                        .where(INCIDENT_ALERT.SERVICE.eq(service.name()))
                        .and(then))
                .stream()
                .filter(it -> Environment.same(it.value2(), service.environment()))
                .map(Record2::value1)
                .collect(Collectors.toSet());
        return db.selectFrom(INCIDENT_MEMORY)
                .where(INCIDENT_MEMORY.ID.in(its))
                .orderBy(INCIDENT_MEMORY.BEGAN_AT, INCIDENT_MEMORY.ID)
                .fetch(IncidentRows::incident);
    }
}
