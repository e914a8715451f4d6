package io.rootops.core.memory;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.incident.IncidentField;
import io.rootops.core.incident.Severity;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** What was changed of an incident, in the words of its history. */
final class ChangedFields {
    private final DSLContext db;

    ChangedFields(DSLContext db) {
        this.db = db;
    }

    /**
     * "severity from high to critical"; of a text only that it was.
     *
     * @param before null: there was none
     * @param after null: there is none
     */
    String words(IncidentField field, @Nullable Object before, @Nullable Object after) {
        return field == IncidentField.TEXT
                ? field.word()
                : field.word() + " from " + shown(before) + " to " + shown(after);
    }

    private String shown(@Nullable Object value) {
        if (value == null) {
            return "none";
        }
        if (value instanceof Severity severity) {
            return severity.word();
        }
        if (value instanceof RepositoryId repository) {
            return new RepositoryMemory(db)
                    .byId(repository)
                    .map(TrackedRepository::name)
                    .orElse("one that is gone");
        }
        String text = value.toString().strip();
        return text.isEmpty() ? "none" : value instanceof String ? "'" + text + "'" : text;
    }
}
