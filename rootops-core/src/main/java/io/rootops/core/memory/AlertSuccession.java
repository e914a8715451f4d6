package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.INCIDENT_ALERT;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.field;

import io.rootops.core.incident.Alert;
import io.rootops.core.incident.AlertStatus;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.memory.schema.tables.records.IncidentAlertRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.Field;

/**
 * Ends alerts that began anew. Of one fingerprint only one fires at a time, and where that resolves and fires again before its
 * sender tells of it, nobody ever says that the first has ended.
 */
final class AlertSuccession {
    /** {@link Alert#fingerprint()}, in the words of the index. */
    private static final Field<String> FINGERPRINT = field("split_part({0}, ' ', 1)", String.class, INCIDENT_ALERT.KEY);

    private final DSLContext db;

    AlertSuccession(DSLContext db) {
        this.db = db;
    }

    private record Kin(IncidentSource source, String fingerprint) {}

    /**
     * What is known under the fingerprints of what is told, these with it.
     *
     * @param after of what has ended only what began after this
     */
    List<IncidentAlertRecord> kin(Collection<Alert> told, Instant after) {
        Map<IncidentSource, Set<String>> fingerprints = new HashMap<>();
        told.forEach(it -> it.fingerprint()
                .ifPresent(name -> fingerprints
                        .computeIfAbsent(it.source(), any -> new HashSet<>())
                        .add(name)));
        List<IncidentAlertRecord> kin = new ArrayList<>();
        fingerprints.forEach((source, names) -> kin.addAll(db.selectFrom(INCIDENT_ALERT)
                .where(INCIDENT_ALERT.SOURCE.eq(source.word()))
                .and(FINGERPRINT.eq(any(names.toArray(String[]::new))))
                .and(INCIDENT_ALERT.ENDED_AT.isNull().or(INCIDENT_ALERT.BEGAN_AT.gt(utc(after))))
                .orderBy(INCIDENT_ALERT.KEY)
                .fetch()));
        return kin;
    }

    /** Of these alerts those that fire although the same began anew since, each with that as its end. */
    static List<Alert> ended(Collection<Alert> alerts) {
        Map<Kin, TreeSet<Instant>> begins = new HashMap<>();
        alerts.forEach(it -> it.fingerprint()
                .ifPresent(name -> begins.computeIfAbsent(new Kin(it.source(), name), any -> new TreeSet<>())
                        .add(it.began())));
        return alerts.stream()
                .filter(it -> it.status() == AlertStatus.FIRING)
                .flatMap(it -> it
                        .fingerprint()
                        .map(name -> begins.getOrDefault(new Kin(it.source(), name), new TreeSet<>()))
                        .map(all -> all.higher(it.began()))
                        .map(it::succeeded)
                        .stream())
                .toList();
    }
}
