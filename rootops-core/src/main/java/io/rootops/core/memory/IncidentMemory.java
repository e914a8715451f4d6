package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.INCIDENT_ALERT;
import static io.rootops.core.memory.schema.Tables.INCIDENT_HISTORY;
import static io.rootops.core.memory.schema.Tables.INCIDENT_MEMORY;
import static io.rootops.core.memory.schema.Tables.INCIDENT_REPORT;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.trueCondition;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.deployment.Environment;
import io.rootops.core.incident.Alert;
import io.rootops.core.incident.Incident;
import io.rootops.core.incident.IncidentEvent;
import io.rootops.core.incident.IncidentField;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.incident.IncidentText;
import io.rootops.core.incident.ToldReport;
import io.rootops.core.memory.schema.tables.records.IncidentMemoryRecord;
import io.rootops.core.signal.ServiceName;
import java.time.Duration;
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
import org.jooq.types.DayToSecond;
import org.jspecify.annotations.Nullable;

/** What went wrong in production. Shared by all replicas. Thread-safe. */
public final class IncidentMemory {
    /** Those that are over, too: who reports one with its end may be the first to name its service. */
    private static final Duration MAY_BE_OWNED = Duration.ofDays(30);
    /** Those whose service may become known to be of a repository, unless somebody set that. */
    static final Condition UNOWNED = INCIDENT_MEMORY
            .STATE
            .eq("open")
            .or(INCIDENT_MEMORY.OPENED_AT.gt(currentOffsetDateTime().minus(DayToSecond.valueOf(MAY_BE_OWNED))))
            .and(INCIDENT_MEMORY.REPOSITORY_ID.isNull())
            .and(INCIDENT_MEMORY.SERVICE.ne(""))
            .and(not(INCIDENT_MEMORY.EDITED.contains(new String[] {IncidentField.REPOSITORY.word()})));

    private static final int MOST_TEXTS = 20;

    private final DSLContext db;

    public IncidentMemory(DSLContext db) {
        this.db = db;
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
                .where(of(repository))
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
        return open(null);
    }

    /**
     * How many are open of a repository.
     *
     * @param repository null: of all, and of none
     */
    public int open(@Nullable RepositoryId repository) {
        return db.fetchCount(INCIDENT_MEMORY, INCIDENT_MEMORY.STATE.eq("open"), of(repository));
    }

    private static Condition of(@Nullable RepositoryId repository) {
        return repository == null ? trueCondition() : INCIDENT_MEMORY.REPOSITORY_ID.eq(repository.value());
    }

    /** All that told of each, in the order of the sources. */
    public Map<UUID, Set<IncidentSource>> sources(Collection<Incident> incidents) {
        Map<UUID, Set<IncidentSource>> sources = new HashMap<>();
        incidents.forEach(it -> sources.put(it.id(), EnumSet.of(it.source())));
        db.select(INCIDENT_ALERT.INCIDENT_ID, INCIDENT_ALERT.SOURCE)
                .from(INCIDENT_ALERT)
                .where(INCIDENT_ALERT.INCIDENT_ID.in(sources.keySet()))
                .union(db.select(INCIDENT_REPORT.INCIDENT_ID, INCIDENT_REPORT.SOURCE)
                        .from(INCIDENT_REPORT)
                        .where(INCIDENT_REPORT.INCIDENT_ID.in(sources.keySet())))
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

    /** What told of it beside alerts, the first first. */
    public List<ToldReport> reports(UUID id, int most) {
        return db.selectFrom(INCIDENT_REPORT)
                .where(INCIDENT_REPORT.INCIDENT_ID.eq(id))
                .orderBy(INCIDENT_REPORT.TOLD_AT, INCIDENT_REPORT.SOURCE, INCIDENT_REPORT.KEY)
                .limit(most)
                .fetch(IncidentRows::report);
    }

    /**
     * What is written of it: as somebody edited it, or what reports say, all in one; what alerts say is apart. May be empty. Of very
     * long or many reports not all is there.
     */
    public String text(UUID id) {
        return db.fetchOptional(INCIDENT_MEMORY, INCIDENT_MEMORY.ID.eq(id))
                .filter(it -> IncidentSettling.edited(it).contains(IncidentField.TEXT))
                .map(IncidentMemoryRecord::getText)
                .orElseGet(() -> reported(id));
    }

    private String reported(UUID id) {
        return IncidentText.of(reports(id, MOST_TEXTS).stream()
                        .map(it -> it.report().text())
                        .filter(it -> !it.isEmpty())
                        .distinct()
                        .collect(Collectors.joining("\n\n")))
                .kept();
    }

    /** How many alerts it has. */
    public int alerts(UUID id) {
        return db.fetchCount(INCIDENT_ALERT, INCIDENT_ALERT.INCIDENT_ID.eq(id));
    }

    /**
     * That are of a repository, or of nobody knows what, those that went on at some time from {@code from} to {@code to}.
     * Environments are compared as {@link Environment#same} does.
     */
    public List<Incident> during(RepositoryId repository, String environment, Instant from, Instant to) {
        Condition nobodyKnows = INCIDENT_MEMORY.REPOSITORY_ID.isNull().and(INCIDENT_MEMORY.SERVICE.eq(""));
        return db
                .selectFrom(INCIDENT_MEMORY)
                .where(INCIDENT_MEMORY.REPOSITORY_ID.eq(repository.value()).or(nobodyKnows))
                .and(during(from, to))
                .orderBy(INCIDENT_MEMORY.BEGAN_AT, INCIDENT_MEMORY.ID)
                .fetch(IncidentRows::incident)
                .stream()
                .filter(it -> Environment.same(it.service().environment(), environment))
                .toList();
    }

    /** Of a repository, those that went on at some time from {@code from} to {@code to}, the first first. */
    public List<Incident> during(RepositoryId repository, Instant from, Instant to) {
        return db.selectFrom(INCIDENT_MEMORY)
                .where(of(repository))
                .and(during(from, to))
                .orderBy(INCIDENT_MEMORY.BEGAN_AT, INCIDENT_MEMORY.ID)
                .fetch(IncidentRows::incident);
    }

    /**
     * That are of a service, or have an alert of it, those that went on at some time from {@code from} to {@code to}. Environments are
     * compared as {@link Environment#same} does.
     */
    public List<Incident> during(ServiceName service, Instant from, Instant to) {
        Condition then = during(from, to);
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

    private static Condition during(Instant from, Instant to) {
        return INCIDENT_MEMORY
                .BEGAN_AT
                .lt(utc(to))
                .and(INCIDENT_MEMORY.ENDED_AT.isNull().or(INCIDENT_MEMORY.ENDED_AT.gt(utc(from))));
    }
}
