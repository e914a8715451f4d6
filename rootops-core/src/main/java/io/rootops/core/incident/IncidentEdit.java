package io.rootops.core.incident;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.signal.ServiceName;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody can set of an incident by hand.
 *
 * @param title one line, not blank
 * @param text what is told of it, all in one; may be empty
 * @param service an empty name: not known
 * @param repository null: that of the service, as far as it is known
 * @param ended null: it goes on
 */
public record IncidentEdit(
        String title,
        String text,
        Severity severity,
        ServiceName service,
        @Nullable RepositoryId repository,
        Instant began,
        @Nullable Instant ended) {

    /** Title and text as they may be kept. */
    public IncidentEdit {
        title = IncidentText.line(title);
        text = IncidentText.of(text).kept();
    }

    /** The same with another end. */
    public IncidentEdit ended(@Nullable Instant at) {
        return new IncidentEdit(title, text, severity, service, repository, began, at);
    }

    /** What is not the same in another. */
    public Set<IncidentField> differingFrom(IncidentEdit other) {
        Set<IncidentField> fields = EnumSet.noneOf(IncidentField.class);
        for (IncidentField field : IncidentField.values()) {
            if (!Objects.equals(value(field), other.value(field))) {
                fields.add(field);
            }
        }
        return fields;
    }

    /** Null: there is none. */
    public @Nullable Object value(IncidentField field) {
        return switch (field) {
            case TITLE -> title;
            case TEXT -> text;
            case SEVERITY -> severity;
            case SERVICE -> service;
            case REPOSITORY -> repository;
            case BEGAN -> began;
            case ENDED -> ended;
        };
    }
}
