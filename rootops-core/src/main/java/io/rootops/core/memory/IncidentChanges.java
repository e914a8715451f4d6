package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.INCIDENT_HISTORY;
import static io.rootops.core.memory.schema.Tables.INCIDENT_MEMORY;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.val;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.incident.Alert;
import io.rootops.core.incident.Incident;
import io.rootops.core.incident.IncidentEvent;
import io.rootops.core.incident.IncidentEvent.Kind;
import io.rootops.core.incident.IncidentField;
import io.rootops.core.incident.IncidentReport;
import io.rootops.core.memory.schema.tables.records.IncidentMemoryRecord;
import io.rootops.core.privacy.Pseudonyms;
import io.rootops.core.signal.ServiceName;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Incidents, changed in the caller's transaction by nobody else until it ends: two at once would each open one for what is the
 * same.
 */
final class IncidentChanges {
    private static final long CHANGING = 0x726f6f746f707333L;

    private final DSLContext db;
    private final Pseudonyms people;
    private final IncidentOwners owners;
    private final Instant now;

    /** Waits for whoever changes them. */
    IncidentChanges(DSLContext tx) {
        this.db = tx;
        // First of all: who forgets a person holds no row while others wait for it.
        this.people = new ForgottenPeople(tx).settled();
        tx.execute("select pg_advisory_xact_lock({0})", val(CHANGING));
        this.owners = new IncidentOwners(tx);
        this.now = tx.select(field("clock_timestamp()", OffsetDateTime.class))
                .fetchSingle()
                .value1()
                .toInstant();
    }

    /** By the database's clock, since nobody else changes them. */
    Instant now() {
        return now;
    }

    Pseudonyms people() {
        return people;
    }

    /** Opens one that an alert tells of; it may have ended already. */
    Incident open(Alert alert) {
        return open(
                new Incident(
                        TimeOrderedId.at(now),
                        owners.of(alert.service()).orElse(null),
                        alert.service(),
                        alert.title(),
                        alert.severity(),
                        alert.source(),
                        alert.source().trust(),
                        alert.began(),
                        null,
                        now,
                        alert.link()),
                alert.source().title());
    }

    /** @param by what or who told of it, in a few words */
    Incident open(IncidentReport it, String by) {
        return open(
                new Incident(
                        TimeOrderedId.at(now),
                        it.repository() != null
                                ? it.repository()
                                : owners.of(it.service()).orElse(null),
                        it.service(),
                        it.title(),
                        it.severity(),
                        it.source(),
                        it.source().trust(),
                        it.began(),
                        null,
                        now,
                        it.link()),
                by);
    }

    private Incident open(Incident incident, String by) {
        db.insertInto(INCIDENT_MEMORY).set(IncidentRows.row(incident, people)).execute();
        note(incident.id(), Kind.OPENED, incident.began(), by);
        return incident;
    }

    /** Something happened to it. */
    void note(UUID incident, Kind kind, Instant at, String note) {
        int number = db.select(coalesce(max(INCIDENT_HISTORY.NUMBER), 0).plus(1))
                .from(INCIDENT_HISTORY)
                .where(INCIDENT_HISTORY.INCIDENT_ID.eq(incident))
                .fetchSingle()
                .value1();
        IncidentEvent event = new IncidentEvent(kind, at, now, people.text(note));
        db.insertInto(INCIDENT_HISTORY)
                .set(IncidentRows.row(incident, number, event))
                .execute();
    }

    /** @param by what or who said so, in a few words */
    void end(UUID incident, Instant at, String by) {
        db.update(INCIDENT_MEMORY)
                .set(INCIDENT_MEMORY.STATE, "resolved")
                .set(INCIDENT_MEMORY.ENDED_AT, utc(at))
                .where(INCIDENT_MEMORY.ID.eq(incident))
                .execute();
        note(incident, Kind.RESOLVED, at, by);
    }

    /** What its alerts and reports say of each. One without any stays as it is. */
    void settle(Collection<UUID> incidents) {
        new TreeSet<>(incidents).forEach(it -> settle(it, "", null));
    }

    /**
     * The same of one.
     *
     * @param why what changed its alerts or reports, in a few words; may be empty
     * @param again when it went on again, if it does; null: when the last of what told of it began
     */
    void settle(UUID incident, String why, @Nullable Instant again) {
        new IncidentSettling(db, this).settle(incident, why, again);
    }

    /**
     * The repositories of those of which they were not known.
     *
     * @param services of which it has become known
     * @return whether any is of one of these
     */
    boolean own(Collection<ServiceName> services) {
        int changed = 0;
        for (ServiceName service : services) {
            Optional<RepositoryId> owner = owners.of(service);
            if (owner.isPresent()) {
                List<UUID> owned = db.update(INCIDENT_MEMORY)
                        .set(INCIDENT_MEMORY.REPOSITORY_ID, owner.get().value())
                        .where(IncidentMemory.UNOWNED)
                        .and(INCIDENT_MEMORY.SERVICE.eq(service.name()))
                        .and(INCIDENT_MEMORY.ENVIRONMENT.eq(service.environment()))
                        .returning(INCIDENT_MEMORY.ID)
                        .fetch(INCIDENT_MEMORY.ID);
                String what = new ChangedFields(db).words(IncidentField.REPOSITORY, null, owner.get());
                owned.forEach(it -> note(it, Kind.EDITED, now, "what is known of its service: " + what));
                changed += owned.size();
            }
        }
        return changed > 0;
    }

    /** The repository that a service comes from; empty: it is not known. */
    Optional<RepositoryId> owner(ServiceName service) {
        return owners.of(service);
    }

    /** The one service that comes from a repository, in whatever environment; an empty name: none does, or several do. */
    ServiceName onlyService(RepositoryId repository) {
        return owners.onlyService(repository);
    }

    /**
     * It is of this service and comes from this repository, as far as neither was known and nobody set it by hand.
     *
     * @param service an empty name: not known
     * @param repository null: not known
     * @param by what or who says so, in a few words
     */
    void learn(UUID incident, ServiceName service, @Nullable RepositoryId repository, String by) {
        IncidentMemoryRecord row = db.fetchSingle(INCIDENT_MEMORY, INCIDENT_MEMORY.ID.eq(incident));
        Set<IncidentField> edited = IncidentSettling.edited(row);
        ServiceName before = new ServiceName(row.getService(), row.getEnvironment());
        List<String> learned = new ArrayList<>();
        ChangedFields words = new ChangedFields(db);
        if (before.name().isEmpty() && !service.name().isEmpty() && !edited.contains(IncidentField.SERVICE)) {
            row.setService(service.name());
            row.setEnvironment(service.environment());
            learned.add(words.words(IncidentField.SERVICE, before, service));
        }
        if (row.getRepositoryId() == null && repository != null && !edited.contains(IncidentField.REPOSITORY)) {
            row.setRepositoryId(repository.value());
            learned.add(words.words(IncidentField.REPOSITORY, null, repository));
        }
        if (!learned.isEmpty()) {
            row.update();
            note(incident, Kind.EDITED, now, by + ": " + String.join("; ", learned));
        }
    }
}
