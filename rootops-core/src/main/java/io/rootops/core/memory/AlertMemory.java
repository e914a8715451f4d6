package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.ALERT_SOURCE;
import static io.rootops.core.memory.schema.Tables.INCIDENT_ALERT;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.val;

import io.rootops.core.incident.Alert;
import io.rootops.core.incident.AlertStatus;
import io.rootops.core.incident.IncidentRule;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.incident.Severity;
import io.rootops.core.memory.AlertTelling.Name;
import io.rootops.core.memory.schema.tables.records.IncidentAlertRecord;
import io.rootops.core.signal.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.types.DayToSecond;

/** Alerts, as they were told, and the incidents that come of them. Shared by all replicas. Thread-safe. */
public final class AlertMemory {
    /** Senders repeat what goes on after some hours at the latest: Alertmanager after four, unless it is told otherwise. */
    static final Duration LAPSES_AFTER = Duration.ofDays(1);
    /** Who sent alerts within this time is taken to send them still; in a quiet week there are none. */
    private static final Duration SENDS = Duration.ofDays(30);
    /** Alerts in one transaction. */
    private static final int AT_ONCE = 1_000;

    private static final Condition FIRING = INCIDENT_ALERT.ENDED_AT.isNull();
    /** Fire for so long that they are an incident; what was graded down since is none. */
    private static final Condition DUE = FIRING.and(INCIDENT_ALERT.INCIDENT_ID.isNull())
            .and(INCIDENT_ALERT.SEVERITY.ne(Severity.LOWER.word()))
            .and(INCIDENT_ALERT.BEGAN_AT.lt(currentOffsetDateTime().minus(DayToSecond.valueOf(IncidentRule.SHORT))));
    /** Nobody has told of them for so long that they are over. */
    private static final Condition SILENT = FIRING.and(INCIDENT_ALERT.SOURCE.in(Arrays.stream(IncidentSource.values())
                    .filter(IncidentSource::repeats)
                    .map(IncidentSource::word)
                    .toList()))
            .and(INCIDENT_ALERT.TOLD_AT.lt(currentOffsetDateTime().minus(DayToSecond.valueOf(LAPSES_AFTER))));

    private final DSLContext db;

    public AlertMemory(DSLContext db) {
        this.db = db;
    }

    /**
     * What came of alerts.
     *
     * @param alerts grave ones, and what was known of
     * @param opened incidents
     */
    public record Told(int alerts, int opened) {}

    /** Keeps what is told; twice, or in another order, comes to the same. What is not grave is passed over. */
    public Told tell(Collection<Alert> alerts) {
        return db.transactionResult(tx -> {
            IncidentChanges changes = new IncidentChanges(tx.dsl());
            return new AlertTelling(tx.dsl(), changes).tell(alerts, true);
        });
    }

    /**
     * All that a source has firing now: what fired before and does not any more has ended. New ones are taken only as long as
     * nobody sends alerts, since who sends them knows what is silenced.
     *
     * @param alerts said now, whatever time they tell: one that was missing once fires again under the same key
     */
    public Told firing(IncidentSource source, Collection<Alert> alerts) {
        return db.transactionResult(tx -> {
            IncidentChanges changes = new IncidentChanges(tx.dsl());
            AlertMemory memory = new AlertMemory(tx.dsl());
            Map<Name, Alert> before = new LinkedHashMap<>();
            tx.dsl()
                    .selectFrom(INCIDENT_ALERT)
                    .where(FIRING.and(INCIDENT_ALERT.SOURCE.eq(source.word())))
                    .orderBy(INCIDENT_ALERT.KEY)
                    .fetch(IncidentRows::alert)
                    .forEach(it -> before.put(Name.of(it), it));
            List<Alert> told = new ArrayList<>();
            for (Alert it : alerts) {
                Alert same = before.get(Name.of(it));
                told.add(it.saidAt(same == null ? changes.now() : same.saidAt()));
            }
            alerts.forEach(it -> before.remove(Name.of(it)));
            before.values().forEach(it -> told.add(it.resolved(changes.now())));
            Told came = new AlertTelling(tx.dsl(), changes).tell(told, !memory.sent());
            memory.heard(source, changes.now());
            return came;
        });
    }

    /** Whether anybody sends alerts. */
    private boolean sent() {
        return db.fetchExists(
                ALERT_SOURCE,
                ALERT_SOURCE.SOURCE.ne(IncidentSource.PROMETHEUS.word()),
                ALERT_SOURCE.HEARD_AT.gt(currentOffsetDateTime().minus(DayToSecond.valueOf(SENDS))));
    }

    /** Whether the caller is to ask it now: nobody else began within the interval. */
    public boolean claim(IncidentSource source, Duration interval) {
        return new Claims(db)
                .claim(ALERT_SOURCE, ALERT_SOURCE.SOURCE, ALERT_SOURCE.CLAIMED_AT, source.word(), interval);
    }

    void heard(IncidentSource source, Instant at) {
        db.insertInto(ALERT_SOURCE)
                .set(ALERT_SOURCE.SOURCE, source.word())
                .set(ALERT_SOURCE.HEARD_AT, utc(at))
                .onConflict(ALERT_SOURCE.SOURCE)
                .doUpdate()
                .set(ALERT_SOURCE.HEARD_AT, greatest(ALERT_SOURCE.HEARD_AT, val(utc(at))))
                .execute();
    }

    /** When each was heard from last; who never was is not there. */
    public Map<IncidentSource, Instant> heard() {
        return db
                .selectFrom(ALERT_SOURCE)
                .where(ALERT_SOURCE.HEARD_AT.isNotNull())
                .orderBy(ALERT_SOURCE.SOURCE)
                .fetch()
                .stream()
                .collect(Collectors.toMap(
                        it -> IncidentSource.of(it.getSource()),
                        it -> it.getHeardAt().toInstant(),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    /**
     * What time brings about: alerts that fire for long enough become incidents, those that nobody told of for long have
     * ended, and services may have become known.
     *
     * @return whether anything changed
     */
    public boolean advance() {
        // Looked up before, since nobody else can change incidents meanwhile.
        List<ServiceName> owned = new IncidentOwners(db).found();
        if (owned.isEmpty() && !db.fetchExists(INCIDENT_ALERT, DUE.or(SILENT))) {
            return false;
        }
        return db.transactionResult(tx -> {
            IncidentChanges changes = new IncidentChanges(tx.dsl());
            boolean changed = new AlertMemory(tx.dsl()).advance(changes);
            return changes.own(owned) || changed;
        });
    }

    private boolean advance(IncidentChanges changes) {
        List<IncidentAlertRecord> silent =
                db.selectFrom(INCIDENT_ALERT).where(SILENT).limit(AT_ONCE).fetch();
        silent.forEach(this::lapse);
        changes.settle(silent.stream()
                .flatMap(it -> Optional.ofNullable(it.getIncidentId()).stream())
                .toList());
        List<Alert> due = db.selectFrom(INCIDENT_ALERT)
                .where(DUE)
                .orderBy(INCIDENT_ALERT.BEGAN_AT, INCIDENT_ALERT.SOURCE, INCIDENT_ALERT.KEY)
                .limit(AT_ONCE)
                .fetch(IncidentRows::alert);
        Map<Name, UUID> incidents = new HashMap<>();
        new AlertTelling(db, changes).place(due, incidents);
        incidents.forEach((name, id) -> db.update(INCIDENT_ALERT)
                .set(INCIDENT_ALERT.INCIDENT_ID, id)
                .where(INCIDENT_ALERT.SOURCE.eq(name.source().word()))
                .and(INCIDENT_ALERT.KEY.eq(name.key()))
                .execute());
        changes.settle(incidents.values());
        return !silent.isEmpty() || !due.isEmpty();
    }

    private void lapse(IncidentAlertRecord row) {
        Alert lapsed = IncidentRows.alert(row).lapsed(row.getToldAt().toInstant());
        db.update(INCIDENT_ALERT)
                .set(INCIDENT_ALERT.STATUS, AlertStatus.LAPSED.word())
                .set(INCIDENT_ALERT.ENDED_AT, utc(Objects.requireNonNull(lapsed.ended())))
                .where(INCIDENT_ALERT.SOURCE.eq(row.getSource()))
                .and(INCIDENT_ALERT.KEY.eq(row.getKey()))
                .execute();
    }
}
