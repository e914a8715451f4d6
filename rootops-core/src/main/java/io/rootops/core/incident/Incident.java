package io.rootops.core.incident;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.signal.ServiceName;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something was wrong in production.
 *
 * @param repository that the service comes from; null: not known
 * @param service an empty name: not known
 * @param severity the gravest of what told of it
 * @param source what told of it first
 * @param trust how far it is believed, from above 0 to 1
 * @param ended null: it is open
 * @param opened when RootOps took it for one, by the database's clock
 * @param link to where it was told, http or https; null: none
 */
public record Incident(
        UUID id,
        @Nullable RepositoryId repository,
        ServiceName service,
        String title,
        Severity severity,
        IncidentSource source,
        double trust,
        Instant began,
        @Nullable Instant ended,
        Instant opened,
        @Nullable String link) {

    public boolean open() {
        return ended == null;
    }
}
