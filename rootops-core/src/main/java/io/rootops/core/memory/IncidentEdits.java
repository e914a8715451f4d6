package io.rootops.core.memory;

import static io.rootops.core.memory.RepositoryMemory.utc;
import static io.rootops.core.memory.schema.Tables.INCIDENT_HISTORY;
import static io.rootops.core.memory.schema.Tables.INCIDENT_MEMORY;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.incident.Incident;
import io.rootops.core.incident.IncidentEdit;
import io.rootops.core.incident.IncidentEvent.Kind;
import io.rootops.core.incident.IncidentField;
import io.rootops.core.memory.schema.tables.records.IncidentMemoryRecord;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** What people set of incidents by hand; it stands against whatever alerts and reports say later. Thread-safe. */
public final class IncidentEdits {
    private final DSLContext db;

    public IncidentEdits(DSLContext db) {
        this.db = db;
    }

    /**
     * How an incident stands.
     *
     * @param events how many lines its history has: as many as before, and nothing was changed meanwhile
     */
    public record Standing(IncidentEdit edit, int events) {}

    /** As it could be set now; empty: there is no such incident. */
    public Optional<Standing> current(UUID id) {
        return db.fetchOptional(INCIDENT_MEMORY, INCIDENT_MEMORY.ID.eq(id)).map(it -> {
            Incident incident = IncidentRows.incident(it);
            return new Standing(
                    new IncidentEdit(
                            incident.title(),
                            new IncidentMemory(db).text(id),
                            incident.severity(),
                            incident.service(),
                            incident.repository(),
                            incident.began(),
                            incident.ended()),
                    db.fetchCount(INCIDENT_HISTORY, INCIDENT_HISTORY.INCIDENT_ID.eq(id)));
        });
    }

    /**
     * Sets what differs, with a line of history that says what and by whom. With an end it is over; without one, where it had
     * ended, it goes on again, until somebody says that it is over.
     *
     * @param change of what stands; nobody changes any incident meanwhile, so that it must be quick, and not use the memory. May
     *     throw, and then nothing is changed
     * @param by who, in a few words
     * @return empty: there is no such incident
     */
    public Optional<Incident> edit(UUID id, Function<Standing, IncidentEdit> change, String by) {
        return db.transactionResult(tx -> {
            IncidentChanges changes = new IncidentChanges(tx.dsl());
            IncidentEdits edits = new IncidentEdits(tx.dsl());
            Optional<Standing> before = edits.current(id);
            before.ifPresent(it -> edits.set(changes, id, it.edit(), change.apply(it), by));
            return new IncidentMemory(tx.dsl()).find(id);
        });
    }

    private void set(IncidentChanges changes, UUID id, IncidentEdit before, IncidentEdit told, String by) {
        IncidentMemoryRecord row = db.fetchSingle(INCIDENT_MEMORY, INCIDENT_MEMORY.ID.eq(id));
        Set<IncidentField> edited = IncidentSettling.edited(row);
        edited.addAll(told.differingFrom(before));
        IncidentEdit after = within(told, before, edited, changes);
        Set<IncidentField> differing = after.differingFrom(before);
        if (differing.isEmpty()) {
            return;
        }
        row.setTitle(changes.people().text(after.title()));
        row.setSeverity(after.severity().word());
        row.setService(after.service().name());
        row.setEnvironment(after.service().environment());
        row.setRepositoryId(
                after.repository() == null ? null : after.repository().value());
        row.setBeganAt(utc(after.began()));
        row.setState(after.ended() == null ? "open" : "resolved");
        row.setEndedAt(after.ended() == null ? null : utc(after.ended()));
        if (differing.contains(IncidentField.TEXT)) {
            row.setText(changes.people().text(after.text()));
        }
        row.setEdited(IncidentSettling.words(edited));
        row.update();
        history(changes, id, before, after, differing, by);
    }

    /** Nothing lies after now, and another service may come from another repository. */
    private static IncidentEdit within(
            IncidentEdit told, IncidentEdit before, Set<IncidentField> edited, IncidentChanges changes) {
        boolean named = !told.service().name().equals(before.service().name());
        boolean moved = Objects.equals(told.repository(), before.repository())
                && (named || !told.service().equals(before.service()) && !edited.contains(IncidentField.REPOSITORY));
        Instant now = changes.now();
        return new IncidentEdit(
                told.title(),
                told.text(),
                told.severity(),
                told.service(),
                moved ? moved(told, before, changes) : told.repository(),
                told.began().isAfter(now) ? now : told.began(),
                told.ended() != null && told.ended().isAfter(now) ? now : told.ended());
    }

    /** What was not known by the service it had stays. */
    private static @Nullable RepositoryId moved(IncidentEdit told, IncidentEdit before, IncidentChanges changes) {
        boolean byService = changes.owner(before.service()).isPresent();
        return changes.owner(told.service()).orElse(byService ? null : before.repository());
    }

    private void history(
            IncidentChanges changes,
            UUID id,
            IncidentEdit before,
            IncidentEdit after,
            Set<IncidentField> differing,
            String by) {
        boolean ends = before.ended() == null && after.ended() != null;
        boolean goesOn = before.ended() != null && after.ended() == null;
        ChangedFields words = new ChangedFields(db);
        String what = differing.stream()
                .filter(it -> it != IncidentField.ENDED || !ends && !goesOn)
                .map(it -> words.words(it, before.value(it), after.value(it)))
                .collect(Collectors.joining("; "));
        if (!what.isEmpty()) {
            changes.note(id, Kind.EDITED, changes.now(), by + ": " + what);
        }
        if (ends && after.ended() != null) {
            changes.note(id, Kind.RESOLVED, after.ended(), by);
        }
        if (goesOn) {
            changes.note(id, Kind.REOPENED, changes.now(), by);
        }
    }
}
