package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.INCIDENT_ALERT;
import static io.rootops.core.memory.schema.Tables.INCIDENT_MEMORY;

import io.rootops.core.incident.Alert;
import io.rootops.core.incident.Gathered;
import io.rootops.core.incident.Incident;
import io.rootops.core.incident.IncidentEvent;
import io.rootops.core.incident.IncidentReport;
import io.rootops.core.incident.IncidentRule;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.signal.ServiceName;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;

/** Finds the incidents that alerts belong to, and opens those that are missing. In the transaction of its changes. */
final class IncidentGathering {
    /** Those that began last. */
    private static final int MOST_INCIDENTS = 500;

    private final IncidentChanges changes;
    private final Map<UUID, Gathered> incidents = new LinkedHashMap<>();
    private final Map<UUID, Set<IncidentSource>> sources = new LinkedHashMap<>();
    private int count;

    /**
     * Knows what may take in anything of this time.
     *
     * @param earliest begin of what is gathered
     * @param latest begin of what is gathered
     */
    IncidentGathering(DSLContext tx, IncidentChanges changes, Instant earliest, Instant latest) {
        this.changes = changes;
        tx.selectFrom(INCIDENT_MEMORY)
                .where(INCIDENT_MEMORY.BEGAN_AT.between(
                        utc(earliest.minus(IncidentRule.LONGEST)), utc(latest.plus(IncidentRule.LONGEST))))
                .and(INCIDENT_MEMORY
                        .ENDED_AT
                        .isNull()
                        .or(INCIDENT_MEMORY.ENDED_AT.ge(utc(earliest.minus(IncidentRule.TOGETHER)))))
                .orderBy(INCIDENT_MEMORY.BEGAN_AT.desc(), INCIDENT_MEMORY.ID)
                .limit(MOST_INCIDENTS)
                .fetch(IncidentRows::incident)
                .forEach(this::know);
        tx.selectDistinct(
                        INCIDENT_ALERT.INCIDENT_ID,
                        INCIDENT_ALERT.SOURCE,
                        INCIDENT_ALERT.GROUPING,
                        INCIDENT_ALERT.SERVICE,
                        INCIDENT_ALERT.ENVIRONMENT)
                .from(INCIDENT_ALERT)
                .where(INCIDENT_ALERT.INCIDENT_ID.in(incidents.keySet()))
                .forEach(it -> add(
                        it.value1(),
                        IncidentSource.of(it.value2()),
                        it.value3(),
                        new ServiceName(it.value4(), it.value5())));
    }

    private void know(Incident it) {
        Gathered known = new Gathered(it.id(), it.repository(), it.began(), it.ended());
        known.add(it.service());
        incidents.put(it.id(), known);
        sources.put(it.id(), EnumSet.of(it.source()));
    }

    private void add(UUID id, IncidentSource source, String group, ServiceName service) {
        Gathered known = incidents.get(id);
        if (known != null) {
            known.add(source, group);
            known.add(service);
        }
        sources.computeIfAbsent(id, it -> EnumSet.noneOf(IncidentSource.class)).add(source);
    }

    /**
     * The incident of an alert, opened where it is one by itself. Alerts are placed in the order of their begin.
     *
     * @return empty: it is too short for one so far
     */
    Optional<UUID> place(Alert alert) {
        Optional<Gathered> home = IncidentRule.home(alert, incidents.values());
        if (home.isPresent()) {
            UUID id = home.get().id();
            if (sources.computeIfAbsent(id, it -> EnumSet.noneOf(IncidentSource.class))
                    .add(alert.source())) {
                changes.note(
                        id,
                        IncidentEvent.Kind.TOLD,
                        alert.began(),
                        alert.source().title());
            }
            if (home.get().servesNone()) {
                changes.learn(id, alert.service(), null, alert.source().title());
            }
        } else if (!IncidentRule.opens(alert, changes.now())) {
            return Optional.empty();
        }
        Gathered incident = home.orElseGet(() -> open(alert));
        incident.add(alert);
        return Optional.of(incident.id());
    }

    private Gathered open(Alert alert) {
        // Nothing that follows lies near them: else each would be compared with all that were opened before.
        Instant first = alert.began().minus(IncidentRule.LONGEST);
        incidents.values().removeIf(it -> it.began().isBefore(first));
        Incident opened = changes.open(alert);
        UUID id = opened.id();
        Gathered opening = new Gathered(id, opened.repository(), alert.began(), alert.ended());
        incidents.put(id, opening);
        sources.put(id, EnumSet.of(alert.source()));
        count++;
        return opening;
    }

    /** The incident that a report belongs to. */
    Optional<UUID> home(IncidentReport report) {
        return IncidentRule.home(report, incidents.values()).map(Gathered::id);
    }

    /** How many it has opened. */
    int opened() {
        return count;
    }

    /** The earliest and the latest begin of some alerts. */
    static Instant earliest(Collection<Alert> alerts) {
        return alerts.stream().map(Alert::began).min(Instant::compareTo).orElseThrow();
    }

    static Instant latest(Collection<Alert> alerts) {
        return alerts.stream().map(Alert::began).max(Instant::compareTo).orElseThrow();
    }
}
