package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.ALERT_SOURCE;
import static io.rootops.core.memory.schema.Tables.INCIDENT_ALERT;
import static io.rootops.core.memory.schema.Tables.INCIDENT_MEMORY;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.val;

import io.rootops.core.incident.Alert;
import io.rootops.core.incident.AlertStatus;
import io.rootops.core.incident.IncidentRule;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.memory.schema.tables.records.IncidentAlertRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
    /** Rows in one statement. */
    private static final int AT_ONCE = 1_000;

    private static final Condition FIRING = INCIDENT_ALERT.ENDED_AT.isNull();
    /** Fire for so long that they are an incident. */
    private static final Condition DUE = FIRING.and(INCIDENT_ALERT.INCIDENT_ID.isNull())
            .and(INCIDENT_ALERT.BEGAN_AT.lt(currentOffsetDateTime().minus(DayToSecond.valueOf(IncidentRule.SHORT))));
    /** Nobody has told of them for so long that they are over. */
    private static final Condition SILENT = FIRING.and(INCIDENT_ALERT.SOURCE.in(Arrays.stream(IncidentSource.values())
                    .filter(IncidentSource::repeats)
                    .map(IncidentSource::word)
                    .toList()))
            .and(INCIDENT_ALERT.TOLD_AT.lt(currentOffsetDateTime().minus(DayToSecond.valueOf(LAPSES_AFTER))));

    private static final Comparator<Alert> BY_BEGIN =
            Comparator.comparing(Alert::began).thenComparing(Alert::source).thenComparing(Alert::key);

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

    private record Name(IncidentSource source, String key) {
        static Name of(Alert alert) {
            return new Name(alert.source(), alert.key());
        }
    }

    /** Keeps what is told; twice, or in another order, comes to the same. What is not grave is passed over. */
    public Told tell(Collection<Alert> alerts) {
        return db.transactionResult(tx -> {
            IncidentChanges changes = new IncidentChanges(tx.dsl());
            return new AlertMemory(tx.dsl()).tell(alerts, true, changes);
        });
    }

    /**
     * All that a source has firing now: what fired before and does not any more has ended. New ones are taken only as long as
     * nobody sends alerts, since who sends them knows what is silenced.
     */
    public Told firing(IncidentSource source, Collection<Alert> alerts) {
        return db.transactionResult(tx -> {
            IncidentChanges changes = new IncidentChanges(tx.dsl());
            AlertMemory memory = new AlertMemory(tx.dsl());
            Set<Name> now = alerts.stream().map(Name::of).collect(Collectors.toSet());
            List<Alert> told = new ArrayList<>(alerts);
            tx
                    .dsl()
                    .selectFrom(INCIDENT_ALERT)
                    .where(FIRING.and(INCIDENT_ALERT.SOURCE.eq(source.word())))
                    .fetch(IncidentRows::alert)
                    .stream()
                    .filter(it -> !now.contains(Name.of(it)))
                    .map(it -> it.resolved(changes.now()))
                    .forEach(told::add);
            Told came = memory.tell(told, !memory.sent(), changes);
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

    /** In the caller's transaction. */
    Told tell(Collection<Alert> alerts, boolean takesNew, IncidentChanges changes) {
        Map<Name, IncidentAlertRecord> known = known(alerts);
        Map<Name, Alert> merged = new LinkedHashMap<>();
        known.forEach((name, row) -> merged.put(name, IncidentRows.alert(row)));
        for (Alert told : alerts) {
            Name name = Name.of(told);
            Alert before = merged.get(name);
            if (before != null) {
                merged.put(name, before.merge(told.until(changes.now())));
            } else if (takesNew && told.severity().grave()) {
                merged.put(name, told.until(changes.now()));
            }
        }
        Map<Name, UUID> incidents = new HashMap<>();
        known.forEach((name, row) -> {
            if (row.getIncidentId() != null) {
                incidents.put(name, row.getIncidentId());
            }
        });
        List<Alert> alone = merged.values().stream()
                .filter(it -> !incidents.containsKey(Name.of(it)))
                .toList();
        int opened = place(alone, changes, incidents);
        store(merged.values(), incidents, changes);
        changes.settle(incidents.values());
        return new Told(merged.size(), opened);
    }

    private Map<Name, IncidentAlertRecord> known(Collection<Alert> alerts) {
        Map<Name, IncidentAlertRecord> known = new LinkedHashMap<>();
        alerts.stream()
                .collect(Collectors.groupingBy(
                        Alert::source, Collectors.mapping(Alert::key, Collectors.toCollection(HashSet::new))))
                .forEach((source, keys) -> db.selectFrom(INCIDENT_ALERT)
                        .where(INCIDENT_ALERT.SOURCE.eq(source.word()))
                        .and(INCIDENT_ALERT.KEY.eq(any(keys.toArray(String[]::new))))
                        .orderBy(INCIDENT_ALERT.KEY)
                        .forEach(it -> known.put(new Name(source, it.getKey()), it)));
        return known;
    }

    /** @return how many incidents were opened */
    private int place(List<Alert> alerts, IncidentChanges changes, Map<Name, UUID> incidents) {
        if (alerts.isEmpty()) {
            return 0;
        }
        IncidentGathering gathering = new IncidentGathering(
                db, changes, IncidentGathering.earliest(alerts), IncidentGathering.latest(alerts));
        alerts.stream()
                .sorted(BY_BEGIN)
                .forEach(it -> gathering.place(it).ifPresent(id -> incidents.put(Name.of(it), id)));
        return gathering.opened();
    }

    private void store(Collection<Alert> alerts, Map<Name, UUID> incidents, IncidentChanges changes) {
        List<IncidentAlertRecord> rows = new ArrayList<>();
        for (Alert it : alerts) {
            IncidentAlertRecord row = IncidentRows.row(it, changes.people());
            row.setIncidentId(incidents.get(Name.of(it)));
            row.setToldAt(utc(changes.now()));
            rows.add(row);
            if (rows.size() == AT_ONCE) {
                db.batchMerge(rows).execute();
                rows.clear();
            }
        }
        db.batchMerge(rows).execute();
    }

    /**
     * What time brings about: alerts that fire for long enough become incidents, those that nobody told of for long have
     * ended, and services may have become known.
     *
     * @return whether anything changed
     */
    public boolean advance() {
        if (!db.fetchExists(INCIDENT_ALERT, DUE.or(SILENT))
                && !db.fetchExists(INCIDENT_MEMORY, IncidentMemory.UNOWNED)) {
            return false;
        }
        return db.transactionResult(tx -> {
            IncidentChanges changes = new IncidentChanges(tx.dsl());
            boolean changed = new AlertMemory(tx.dsl()).advance(changes);
            return changes.own() || changed;
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
        place(due, changes, incidents);
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
