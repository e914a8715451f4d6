package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.INCIDENT_ALERT;
import static io.rootops.core.memory.schema.Tables.INCIDENT_HISTORY;
import static io.rootops.core.memory.schema.Tables.INCIDENT_MEMORY;
import static io.rootops.core.memory.schema.Tables.INCIDENT_REPORT;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.select;

import io.rootops.core.incident.Incident;
import io.rootops.core.incident.IncidentEvent.Kind;
import io.rootops.core.incident.IncidentField;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.incident.Severity;
import io.rootops.core.memory.schema.tables.records.IncidentMemoryRecord;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * What all that told of an incident comes to: it goes on as long as one of its alerts or reports does, and is as grave as the
 * gravest. What somebody set by hand stays; only what fires after somebody said that it is over opens it again.
 */
final class IncidentSettling {
    private final DSLContext db;
    private final IncidentChanges changes;

    IncidentSettling(DSLContext tx, IncidentChanges changes) {
        this.db = tx;
        this.changes = changes;
    }

    /**
     * What one source says at one severity.
     *
     * @param ended when the last of it ended; null: none has
     * @param goesOn since when it was told that something of it goes on, at the latest; null: nothing does
     */
    private record Told(
            IncidentSource source,
            Severity severity,
            Instant firstBegan,
            Instant lastBegan,
            @Nullable Instant ended,
            @Nullable Instant goesOn) {}

    static Set<IncidentField> edited(IncidentMemoryRecord row) {
        Set<IncidentField> fields = EnumSet.noneOf(IncidentField.class);
        Arrays.stream(row.getEdited()).map(IncidentField::of).forEach(fields::add);
        return fields;
    }

    static String[] words(Set<IncidentField> fields) {
        return fields.stream().map(IncidentField::word).toArray(String[]::new);
    }

    /** As {@link IncidentChanges#settle(UUID, String, Instant)}. */
    void settle(UUID id, String why, @Nullable Instant again) {
        IncidentMemoryRecord row = db.fetchOne(INCIDENT_MEMORY, INCIDENT_MEMORY.ID.eq(id));
        List<Told> told = told(id);
        if (row == null || told.isEmpty()) {
            return;
        }
        Incident before = IncidentRows.incident(row);
        Set<IncidentField> edited = edited(row);
        @Nullable Instant ended = ended(told);
        if (edited.contains(IncidentField.ENDED)) {
            if (!before.open() && firesAgain(told, resolved(id))) {
                edited.remove(IncidentField.ENDED);
            } else {
                ended = before.ended();
            }
        }
        Instant began = edited.contains(IncidentField.BEGAN) ? before.began() : began(told, before);
        if (ended != null && ended.isBefore(began)) {
            ended = began;
        }
        row.setBeganAt(utc(began));
        row.setSeverity(severity(told, before, edited).word());
        row.setTrust(told.stream().mapToDouble(it -> it.source().trust()).reduce(before.trust(), Math::max));
        row.setState(ended == null ? "open" : "resolved");
        row.setEndedAt(ended == null ? null : utc(ended));
        Incident after = IncidentRows.incident(row);
        if (after.equals(before)) {
            return;
        }
        row.setEdited(words(edited));
        row.update();
        note(before, after, why);
        if (before.open() && ended != null) {
            changes.note(id, Kind.RESOLVED, ended, why);
        } else if (!before.open() && ended == null) {
            changes.note(id, Kind.REOPENED, again == null ? lastBegin(told) : again, why);
        }
    }

    /** What who looks at it cannot see by its state; nobody has seen one that is opened just now. */
    private void note(Incident before, Incident after, String why) {
        if (before.opened().equals(changes.now())) {
            return;
        }
        ChangedFields words = new ChangedFields(db);
        List<String> changed = new ArrayList<>();
        if (after.severity() != before.severity()) {
            changed.add(words.words(IncidentField.SEVERITY, before.severity(), after.severity()));
        }
        if (!after.began().equals(before.began())) {
            changed.add(words.words(IncidentField.BEGAN, before.began(), after.began()));
        }
        if (before.ended() != null && after.ended() != null && !after.ended().equals(before.ended())) {
            changed.add(words.words(IncidentField.ENDED, before.ended(), after.ended()));
        }
        if (!changed.isEmpty()) {
            changes.note(
                    before.id(),
                    Kind.EDITED,
                    changes.now(),
                    (why.isEmpty() ? "its alerts" : why) + ": " + String.join("; ", changed));
        }
    }

    /** Its alerts may be many thousands. */
    private List<Told> told(UUID id) {
        Table<?> each = select(
                        INCIDENT_ALERT.SOURCE,
                        INCIDENT_ALERT.SEVERITY,
                        INCIDENT_ALERT.BEGAN_AT,
                        INCIDENT_ALERT.ENDED_AT,
                        INCIDENT_ALERT.TOLD_AT.as(INCIDENT_REPORT.SAID_AT))
                .from(INCIDENT_ALERT)
                .where(INCIDENT_ALERT.INCIDENT_ID.eq(id))
                .unionAll(select(
                                INCIDENT_REPORT.SOURCE,
                                INCIDENT_REPORT.SEVERITY,
                                INCIDENT_REPORT.BEGAN_AT,
                                INCIDENT_REPORT.ENDED_AT,
                                INCIDENT_REPORT.SAID_AT)
                        .from(INCIDENT_REPORT)
                        .where(INCIDENT_REPORT.INCIDENT_ID.eq(id)))
                .asTable("told");
        Field<String> source = Objects.requireNonNull(each.field(INCIDENT_ALERT.SOURCE));
        Field<String> severity = Objects.requireNonNull(each.field(INCIDENT_ALERT.SEVERITY));
        Field<OffsetDateTime> began = Objects.requireNonNull(each.field(INCIDENT_ALERT.BEGAN_AT));
        Field<OffsetDateTime> ended = Objects.requireNonNull(each.field(INCIDENT_ALERT.ENDED_AT));
        Field<OffsetDateTime> said = Objects.requireNonNull(each.field(INCIDENT_REPORT.SAID_AT));
        return db.select(
                        source,
                        severity,
                        min(began),
                        max(began),
                        max(ended),
                        max(said).filterWhere(ended.isNull()))
                .from(each)
                .groupBy(source, severity)
                .fetch(it -> new Told(
                        IncidentSource.of(it.value1()),
                        Severity.stored(it.value2()),
                        it.value3().toInstant(),
                        it.value4().toInstant(),
                        Times.instant(it.value5()),
                        Times.instant(it.value6())));
    }

    private static boolean firesAgain(List<Told> told, Instant resolved) {
        return told.stream().anyMatch(it -> it.goesOn() != null && it.goesOn().isAfter(resolved));
    }

    /** Null: one of them goes on. */
    private static @Nullable Instant ended(List<Told> told) {
        return told.stream().anyMatch(it -> it.goesOn() != null)
                ? null
                : told.stream()
                        .map(Told::ended)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null);
    }

    private static Instant began(List<Told> told, Incident before) {
        return told.stream()
                .map(Told::firstBegan)
                .filter(it -> it.isBefore(before.began()))
                .min(Comparator.naturalOrder())
                .orElse(before.began());
    }

    private static Instant lastBegin(List<Told> told) {
        return told.stream().map(Told::lastBegan).max(Comparator.naturalOrder()).orElseThrow();
    }

    private static Severity severity(List<Told> told, Incident before, Set<IncidentField> edited) {
        return edited.contains(IncidentField.SEVERITY)
                ? before.severity()
                : told.stream().map(Told::severity).reduce(before.severity(), Severity::orGraver);
    }

    /** When somebody said last that it is over. */
    private Instant resolved(UUID id) {
        return db.select(max(INCIDENT_HISTORY.SAID_AT))
                .from(INCIDENT_HISTORY)
                .where(INCIDENT_HISTORY.INCIDENT_ID.eq(id))
                .and(INCIDENT_HISTORY.EVENT.eq(Kind.RESOLVED.word()))
                .fetchOptional(it -> it.value1().toInstant())
                .orElse(Instant.EPOCH);
    }
}
