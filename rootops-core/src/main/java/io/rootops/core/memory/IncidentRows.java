package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.INCIDENT_ALERT;
import static io.rootops.core.memory.schema.Tables.INCIDENT_HISTORY;
import static io.rootops.core.memory.schema.Tables.INCIDENT_MEMORY;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.incident.Alert;
import io.rootops.core.incident.AlertStatus;
import io.rootops.core.incident.Incident;
import io.rootops.core.incident.IncidentEvent;
import io.rootops.core.incident.IncidentReport;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.incident.Severity;
import io.rootops.core.incident.ToldReport;
import io.rootops.core.memory.schema.tables.records.IncidentAlertRecord;
import io.rootops.core.memory.schema.tables.records.IncidentHistoryRecord;
import io.rootops.core.memory.schema.tables.records.IncidentMemoryRecord;
import io.rootops.core.memory.schema.tables.records.IncidentReportRecord;
import io.rootops.core.privacy.Pseudonyms;
import io.rootops.core.signal.ServiceName;
import java.util.UUID;

/** Rows of incidents as the domain has them, and back. */
final class IncidentRows {
    private IncidentRows() {}

    static Incident incident(IncidentMemoryRecord it) {
        return new Incident(
                it.getId(),
                it.getRepositoryId() == null ? null : new RepositoryId(it.getRepositoryId()),
                new ServiceName(it.getService(), it.getEnvironment()),
                it.getTitle(),
                Severity.stored(it.getSeverity()),
                IncidentSource.of(it.getSource()),
                it.getTrust(),
                it.getBeganAt().toInstant(),
                Times.instant(it.getEndedAt()),
                it.getOpenedAt().toInstant(),
                it.getLink());
    }

    static IncidentMemoryRecord row(Incident it, Pseudonyms people) {
        IncidentMemoryRecord row = INCIDENT_MEMORY.newRecord();
        row.setId(it.id());
        row.setRepositoryId(it.repository() == null ? null : it.repository().value());
        row.setService(it.service().name());
        row.setEnvironment(it.service().environment());
        row.setTitle(people.text(it.title()));
        row.setSeverity(it.severity().word());
        row.setSource(it.source().word());
        row.setTrust(it.trust());
        row.setState(it.open() ? "open" : "resolved");
        row.setBeganAt(utc(it.began()));
        row.setEndedAt(it.ended() == null ? null : utc(it.ended()));
        row.setOpenedAt(utc(it.opened()));
        row.setLink(it.link());
        return row;
    }

    static Alert alert(IncidentAlertRecord it) {
        return new Alert(
                IncidentSource.of(it.getSource()),
                it.getKey(),
                it.getGrouping(),
                new ServiceName(it.getService(), it.getEnvironment()),
                it.getTitle(),
                it.getText(),
                Severity.stored(it.getSeverity()),
                it.getLink(),
                AlertStatus.of(it.getStatus()),
                it.getBeganAt().toInstant(),
                Times.instant(it.getEndedAt()),
                it.getSaidAt().toInstant());
    }

    /** Without its incident and when it was told. */
    static IncidentAlertRecord row(Alert it, Pseudonyms people) {
        IncidentAlertRecord row = INCIDENT_ALERT.newRecord();
        row.setSource(it.source().word());
        row.setKey(it.key());
        row.setGrouping(it.group());
        row.setService(it.service().name());
        row.setEnvironment(it.service().environment());
        row.setTitle(people.text(it.title()));
        row.setText(people.text(it.text()));
        row.setSeverity(it.severity().word());
        row.setLink(it.link());
        row.setStatus(it.status().word());
        row.setBeganAt(utc(it.began()));
        row.setEndedAt(it.ended() == null ? null : utc(it.ended()));
        row.setSaidAt(utc(it.saidAt()));
        return row;
    }

    /** Its row, without its incident and when it was told. */
    static IncidentReportRecord filled(IncidentReportRecord row, IncidentReport it, Pseudonyms people) {
        row.setSource(it.source().word());
        row.setKey(it.key());
        row.setService(it.service().name());
        row.setEnvironment(it.service().environment());
        row.setTitle(people.text(it.title()));
        row.setText(people.text(it.text()));
        row.setSeverity(it.severity().word());
        row.setLink(it.link());
        row.setBeganAt(utc(it.began()));
        row.setEndedAt(it.ended() == null ? null : utc(it.ended()));
        return row;
    }

    static ToldReport report(IncidentReportRecord it) {
        return new ToldReport(
                new IncidentReport(
                        IncidentSource.of(it.getSource()),
                        it.getKey(),
                        null,
                        new ServiceName(it.getService(), it.getEnvironment()),
                        it.getTitle(),
                        it.getText(),
                        Severity.stored(it.getSeverity()),
                        it.getLink(),
                        it.getBeganAt().toInstant(),
                        Times.instant(it.getEndedAt())),
                it.getToldBy(),
                it.getToldAt().toInstant());
    }

    static IncidentEvent event(IncidentHistoryRecord it) {
        return new IncidentEvent(
                IncidentEvent.Kind.of(it.getEvent()),
                it.getAt().toInstant(),
                it.getSaidAt().toInstant(),
                it.getNote());
    }

    static IncidentHistoryRecord row(UUID incident, int number, IncidentEvent event) {
        IncidentHistoryRecord row = INCIDENT_HISTORY.newRecord();
        row.setIncidentId(incident);
        row.setNumber(number);
        row.setEvent(event.kind().word());
        row.setAt(utc(event.at()));
        row.setSaidAt(utc(event.saidAt()));
        row.setNote(event.note());
        return row;
    }
}
