package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.CORRELATION_LEARNING;
import static io.rootops.core.memory.schema.Tables.INCIDENT_ALERT;
import static io.rootops.core.memory.schema.Tables.INCIDENT_MEMORY;
import static io.rootops.core.memory.schema.Tables.INCIDENT_REPORT;
import static org.jooq.impl.DSL.noCondition;

import io.rootops.core.incident.Incident;
import io.rootops.core.incident.IncidentEvent.Kind;
import io.rootops.core.incident.IncidentField;
import io.rootops.core.incident.IncidentReport;
import io.rootops.core.incident.IncidentRule;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.incident.ToldReport;
import io.rootops.core.memory.schema.tables.records.IncidentMemoryRecord;
import io.rootops.core.memory.schema.tables.records.IncidentReportRecord;
import io.rootops.core.signal.ServiceName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** What told of incidents beside alerts: once each, however often it is told. Shared by all replicas. Thread-safe. */
public final class IncidentReports {
    /** Told again in the same words within this time, without a name of its own, it is the same: programs and people try again. */
    private static final Duration AGAIN = Duration.ofMinutes(10);

    private final DSLContext db;

    public IncidentReports(DSLContext db) {
        this.db = db;
    }

    /**
     * What came of a report.
     *
     * @param first whether it was told for the first time
     */
    public record Told(Incident incident, boolean first) {}

    /**
     * Keeps a report, with the incident that it tells of: a new one, or that of the same service at that time. Told again it is
     * that report, with what it says now.
     *
     * @param by what or who tells of it, in a few words
     * @param culprit full sha of the commit that did it, known or not; null: not told
     */
    public Told tell(IncidentReport report, String by, @Nullable String culprit) {
        return tell(report, by, culprit, null);
    }

    /** @param saidAt when it was said, by the clock of who says so; null: now */
    Told tell(IncidentReport report, String by, @Nullable String culprit, @Nullable Instant saidAt) {
        return db.transactionResult(tx -> {
            IncidentChanges changes = new IncidentChanges(tx.dsl());
            Instant said = saidAt == null || saidAt.isAfter(changes.now()) ? changes.now() : saidAt;
            Told told = new IncidentReports(tx.dsl()).tell(changes, report.until(changes.now()), by, said);
            if (culprit != null) {
                new IncidentAnswers(tx.dsl()).confirm(changes, told.incident(), culprit, by);
            }
            return told;
        });
    }

    private Told tell(IncidentChanges changes, IncidentReport told, String by, Instant said) {
        ServiceName service = told.service();
        if (service.name().isEmpty() && told.repository() != null) {
            service = new ServiceName(changes.onlyService(told.repository()).name(), service.environment());
        }
        IncidentReport report = told.as(told.key() != null ? told.key() : known(told, changes.now()), service);
        IncidentReportRecord before =
                db.fetchOne(INCIDENT_REPORT, is(report.source(), Objects.requireNonNull(report.key())));
        UUID id = before == null ? add(changes, report, by) : again(changes, before, report, by);
        changes.settle(id, by, before == null ? null : said);
        return new Told(new IncidentMemory(db).find(id).orElseThrow(), before == null);
    }

    /** As it was told last under the sender's own name; empty: it was not told. */
    public Optional<ToldReport> find(IncidentSource source, String key) {
        return db.fetchOptional(INCIDENT_REPORT, is(source, key)).map(IncidentRows::report);
    }

    /** The name that RootOps gave to the same report of the same time shortly before, else a new one. */
    private String known(IncidentReport told, Instant now) {
        String words = String.join(
                "\n",
                told.title(),
                told.text(),
                told.service().name(),
                told.service().environment(),
                String.valueOf(told.repository()),
                told.severity().word());
        String name = "rootops-" + UUID.nameUUIDFromBytes(words.getBytes(StandardCharsets.UTF_8)) + "-";
        return db.select(INCIDENT_REPORT.KEY)
                .from(INCIDENT_REPORT)
                .where(INCIDENT_REPORT.SOURCE.eq(told.source().word()))
                .and(INCIDENT_REPORT.KEY.startsWith(name))
                .and(INCIDENT_REPORT.TOLD_AT.ge(utc(now.minus(AGAIN))))
                .and(
                        told.beginSaid()
                                ? INCIDENT_REPORT.BEGAN_AT.between(
                                        utc(told.began().minus(IncidentRule.TOGETHER)),
                                        utc(told.began().plus(IncidentRule.TOGETHER)))
                                : noCondition())
                .orderBy(INCIDENT_REPORT.TOLD_AT.desc())
                .limit(1)
                .fetchOptional(INCIDENT_REPORT.KEY)
                .orElseGet(() -> name + ChronoUnit.MICROS.between(Instant.EPOCH, now));
    }

    private UUID add(IncidentChanges changes, IncidentReport report, String by) {
        UUID home = new IncidentGathering(db, changes, report.began(), report.began())
                .home(report)
                .orElse(null);
        UUID id = home != null ? home : changes.open(report, by).id();
        if (home != null) {
            changes.note(id, Kind.TOLD, report.began(), by);
            changes.learn(id, report.service(), report.repository(), by);
        }
        IncidentReportRecord row = INCIDENT_REPORT.newRecord();
        row.setIncidentId(id);
        row.setToldBy(changes.people().text(by));
        row.setToldAt(utc(changes.now()));
        row.setSaidAt(utc(changes.now()));
        db.insertInto(INCIDENT_REPORT)
                .set(IncidentRows.filled(row, report, changes.people()))
                .execute();
        return id;
    }

    private UUID again(IncidentChanges changes, IncidentReportRecord row, IncidentReport report, String by) {
        UUID id = row.getIncidentId();
        IncidentReportRecord before = row.copy();
        IncidentRows.filled(row, report, changes.people());
        if (before.getBeganAt().isBefore(row.getBeganAt())) {
            // Who tells again that it goes on, or is over, need not say again since when.
            row.setBeganAt(before.getBeganAt());
        }
        if ((before.getEndedAt() == null) != (row.getEndedAt() == null)) {
            row.setSaidAt(utc(changes.now()));
        }
        row.update();
        String retold = retold(id, before, row);
        if (!retold.isEmpty()) {
            changes.note(id, Kind.EDITED, changes.now(), by + ": " + retold);
        }
        changes.learn(id, report.service(), report.repository(), by);
        return id;
    }

    /** Gives the incident the report's new title, where it had the former one; in words what of it is told otherwise now. */
    private String retold(UUID id, IncidentReportRecord before, IncidentReportRecord after) {
        IncidentMemoryRecord incident = db.fetchSingle(INCIDENT_MEMORY, INCIDENT_MEMORY.ID.eq(id));
        Set<IncidentField> edited = IncidentSettling.edited(incident);
        ChangedFields words = new ChangedFields(db);
        List<String> changed = new ArrayList<>();
        if (!edited.contains(IncidentField.TITLE)
                && incident.getTitle().equals(before.getTitle())
                && !after.getTitle().equals(before.getTitle())) {
            incident.setTitle(after.getTitle());
            incident.update();
            changed.add(words.words(IncidentField.TITLE, before.getTitle(), after.getTitle()));
        }
        if (!edited.contains(IncidentField.TEXT) && !after.getText().equals(before.getText())) {
            changed.add(words.words(IncidentField.TEXT, null, null));
        }
        return String.join("; ", changed);
    }

    /**
     * What was told is over.
     *
     * @param by what or who says so, in a few words
     */
    public void end(IncidentSource source, String key, Instant at, String by) {
        db.transaction(tx -> {
            IncidentChanges changes = new IncidentChanges(tx.dsl());
            IncidentReportRecord row = tx.dsl().fetchOne(INCIDENT_REPORT, is(source, key));
            if (row != null && row.getEndedAt() == null) {
                row.setEndedAt(utc(at));
                row.setSaidAt(utc(changes.now()));
                row.update();
                changes.settle(row.getIncidentId(), by, null);
            }
        });
    }

    /**
     * Who told of it says that it was none after all. Its incident is gone, unless something else told of it, or somebody
     * changed it or said what caused it.
     *
     * @param by what or who says so, in a few words
     * @return whether there was such a report
     */
    public boolean takeBack(IncidentSource source, String key, String by) {
        return db.transactionResult(tx -> {
            IncidentChanges changes = new IncidentChanges(tx.dsl());
            IncidentReportRecord row = tx.dsl().fetchOne(INCIDENT_REPORT, is(source, key));
            if (row == null) {
                return false;
            }
            row.delete();
            new IncidentReports(tx.dsl()).withdrawn(changes, row.getIncidentId(), by);
            return true;
        });
    }

    private void withdrawn(IncidentChanges changes, UUID id, String by) {
        boolean told = db.fetchExists(INCIDENT_ALERT, INCIDENT_ALERT.INCIDENT_ID.eq(id))
                || db.fetchExists(INCIDENT_REPORT, INCIDENT_REPORT.INCIDENT_ID.eq(id));
        IncidentMemoryRecord incident = db.fetchSingle(INCIDENT_MEMORY, INCIDENT_MEMORY.ID.eq(id));
        boolean spoken = incident.getEdited().length > 0
                || db.fetchExists(CORRELATION_LEARNING, CORRELATION_LEARNING.INCIDENT_ID.eq(id));
        if (!told && !spoken) {
            incident.delete();
            return;
        }
        changes.note(id, Kind.TAKEN_BACK, changes.now(), by);
        if (told) {
            changes.settle(id, by, null);
        } else if (incident.getEndedAt() == null) {
            changes.end(id, changes.now(), by);
        }
    }

    /** Whether it was told. */
    public boolean known(IncidentSource source, String key) {
        return db.fetchExists(INCIDENT_REPORT, is(source, key));
    }

    private static Condition is(IncidentSource source, String key) {
        return INCIDENT_REPORT.SOURCE.eq(source.word()).and(INCIDENT_REPORT.KEY.eq(key));
    }
}
