package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.CHANGE_EVENT;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.deployment.Environment;
import io.rootops.core.incident.ChangeEvent;
import io.rootops.core.incident.ChangeKind;
import io.rootops.core.incident.ChangeReport;
import io.rootops.core.incident.Incident;
import io.rootops.core.memory.schema.tables.records.ChangeEventRecord;
import io.rootops.core.privacy.Pseudonyms;
import io.rootops.core.signal.ServiceName;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** Changes that are no commits: once each, however often they are told. Shared by all replicas. Thread-safe. */
public final class ChangeEvents {
    /** Read for those of one environment. */
    private static final int MOST_READ = 1_000;

    private final DSLContext db;

    public ChangeEvents(DSLContext db) {
        this.db = db;
    }

    /**
     * What came of a report.
     *
     * @param first whether it was told for the first time
     */
    public record Told(ChangeEvent change, boolean first) {}

    /**
     * Keeps what is told, unless it was told before: then it stays as it is.
     *
     * @param by what or who tells of it, in a few words
     */
    public Told tell(ChangeReport report, String by) {
        return db.transactionResult(tx -> {
            // First of all: who forgets a person holds no row while others wait for it.
            Pseudonyms people = new ForgottenPeople(tx.dsl()).settled();
            Instant now = tx.dsl()
                    .select(field("clock_timestamp()", OffsetDateTime.class))
                    .fetchSingle()
                    .value1()
                    .toInstant();
            ChangeEventRecord row = CHANGE_EVENT.newRecord();
            row.setId(TimeOrderedId.at(now));
            row.setKey(report.key());
            row.setRepositoryId(
                    report.repository() == null ? null : report.repository().value());
            row.setService(report.service().name());
            row.setEnvironment(report.service().environment());
            row.setKind(report.kind().word());
            row.setTitle(people.text(report.title()));
            row.setLink(report.link());
            // With a sender's clock that is ahead nothing lies after now.
            row.setAt(utc((report.at().isAfter(now) ? now : report.at()).truncatedTo(ChronoUnit.MICROS)));
            row.setToldBy(people.text(by));
            row.setToldAt(utc(now));
            int added = tx.dsl()
                    .insertInto(CHANGE_EVENT)
                    .set(row)
                    .onConflict(CHANGE_EVENT.KEY)
                    .doNothing()
                    .execute();
            return new Told(change(tx.dsl().fetchSingle(CHANGE_EVENT, CHANGE_EVENT.KEY.eq(report.key()))), added > 0);
        });
    }

    public Optional<ChangeEvent> find(UUID id) {
        return db.fetchOptional(CHANGE_EVENT, CHANGE_EVENT.ID.eq(id)).map(ChangeEvents::change);
    }

    /** Those that are still there, by their ids. */
    public Map<UUID, ChangeEvent> all(Collection<UUID> ids) {
        return db.selectFrom(CHANGE_EVENT)
                .where(CHANGE_EVENT.ID.in(ids))
                .fetchMap(CHANGE_EVENT.ID, ChangeEvents::change);
    }

    /**
     * That may have to do with an incident: of its service, or of its repository where they name no service, or of nobody knows
     * what, in its environment or nobody knows where. All of them, where its service is not known.
     *
     * @param from and {@code to}: both included
     * @return the newest first
     */
    public List<ChangeEvent> near(Incident incident, Instant from, Instant to, int most) {
        return db
                .selectFrom(CHANGE_EVENT)
                .where(CHANGE_EVENT.AT.between(utc(from), utc(to)))
                .and(ofService(incident.service().name()))
                .and(ofRepository(incident))
                .orderBy(CHANGE_EVENT.AT.desc(), CHANGE_EVENT.ID.desc())
                .limit(MOST_READ)
                .fetch(ChangeEvents::change)
                .stream()
                .filter(it -> Environment.same(
                        it.service().environment(), incident.service().environment()))
                .limit(most)
                .toList();
    }

    private static Condition ofService(String name) {
        return name.isEmpty() ? noCondition() : CHANGE_EVENT.SERVICE.in("", name);
    }

    /** What names a service may belong to a repository of settings. */
    private static Condition ofRepository(Incident incident) {
        return incident.repository() == null
                ? noCondition()
                : CHANGE_EVENT
                        .SERVICE
                        .ne("")
                        .or(CHANGE_EVENT.REPOSITORY_ID.isNull())
                        .or(CHANGE_EVENT.REPOSITORY_ID.eq(incident.repository().value()));
    }

    private static ChangeEvent change(ChangeEventRecord it) {
        return new ChangeEvent(
                it.getId(),
                it.getRepositoryId() == null ? null : new RepositoryId(it.getRepositoryId()),
                new ServiceName(it.getService(), it.getEnvironment()),
                ChangeKind.of(it.getKind()),
                it.getTitle(),
                it.getLink(),
                it.getAt().toInstant(),
                it.getToldBy());
    }
}
