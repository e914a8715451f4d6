package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.INCIDENT_ALERT;
import static org.jooq.impl.DSL.any;

import io.rootops.core.incident.Alert;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.memory.schema.tables.records.IncidentAlertRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** Takes in what is told of alerts, with the incidents that come of it. In the transaction of its changes. */
final class AlertTelling {
    /** So old may be the time that what goes on was told last, so that it is not written each minute. */
    private static final Duration TOLD_LATELY = Duration.ofHours(1);
    /** Rows in one statement. */
    private static final int AT_ONCE = 1_000;

    private static final Comparator<Alert> BY_BEGIN =
            Comparator.comparing(Alert::began).thenComparing(Alert::source).thenComparing(Alert::key);

    private final DSLContext db;
    private final IncidentChanges changes;

    AlertTelling(DSLContext tx, IncidentChanges changes) {
        this.db = tx;
        this.changes = changes;
    }

    /** By which an alert is known. */
    record Name(IncidentSource source, String key) {
        static Name of(Alert alert) {
            return new Name(alert.source(), alert.key());
        }
    }

    /** @param takesNew false: only what was told before is taken */
    AlertMemory.Told tell(Collection<Alert> alerts, boolean takesNew) {
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
        succeed(merged, known);
        Map<Name, UUID> incidents = new HashMap<>();
        known.forEach((name, row) -> {
            if (row.getIncidentId() != null) {
                incidents.put(name, row.getIncidentId());
            }
        });
        List<Alert> alone = merged.values().stream()
                .filter(it -> !incidents.containsKey(Name.of(it)))
                .toList();
        int opened = place(alone, incidents);
        store(merged.values(), known, incidents);
        changes.settle(incidents.values());
        return new AlertMemory.Told(merged.size(), opened);
    }

    /** Ends what began anew since, whether it was told before or with it. */
    private void succeed(Map<Name, Alert> merged, Map<Name, IncidentAlertRecord> known) {
        if (merged.isEmpty()) {
            return;
        }
        Instant earliest = IncidentGathering.earliest(merged.values());
        Instant dayAgo = changes.now().minus(AlertMemory.LAPSES_AFTER);
        Map<Name, IncidentAlertRecord> others = new HashMap<>();
        List<Alert> all = new ArrayList<>(merged.values());
        for (IncidentAlertRecord row :
                new AlertSuccession(db).kin(merged.values(), earliest.isBefore(dayAgo) ? dayAgo : earliest)) {
            Alert other = IncidentRows.alert(row);
            if (!merged.containsKey(Name.of(other))) {
                others.put(Name.of(other), row);
                all.add(other);
            }
        }
        for (Alert ended : AlertSuccession.ended(all)) {
            Name name = Name.of(ended);
            merged.put(name, ended);
            if (others.containsKey(name)) {
                known.put(name, others.get(name));
            }
        }
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

    /**
     * Finds the incidents of some alerts.
     *
     * @return how many of these were opened
     */
    int place(List<Alert> alerts, Map<Name, UUID> incidents) {
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

    /** What is as it was is not written. */
    private void store(Collection<Alert> alerts, Map<Name, IncidentAlertRecord> known, Map<Name, UUID> incidents) {
        Instant lately = changes.now().minus(TOLD_LATELY);
        List<IncidentAlertRecord> rows = new ArrayList<>();
        for (Alert it : alerts) {
            IncidentAlertRecord row = IncidentRows.row(it, changes.people());
            row.setIncidentId(incidents.get(Name.of(it)));
            row.setToldAt(utc(changes.now()));
            IncidentAlertRecord before = known.get(Name.of(it));
            if (before == null || before.getToldAt().toInstant().isBefore(lately) || !same(before, row)) {
                rows.add(row);
            }
            if (rows.size() == AT_ONCE) {
                db.batchMerge(rows).execute();
                rows.clear();
            }
        }
        db.batchMerge(rows).execute();
    }

    private static boolean same(IncidentAlertRecord one, IncidentAlertRecord other) {
        return IncidentRows.alert(one).equals(IncidentRows.alert(other))
                && Objects.equals(one.getIncidentId(), other.getIncidentId());
    }
}
