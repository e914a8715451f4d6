package io.rootops.core.incident;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.signal.ServiceName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An incident that no alert told of.
 *
 * @param repository null: that of the service, as far as it is known
 * @param service an empty name: not known
 * @param title one line
 * @param ended null: it goes on
 * @param link to where it was told, http or https; null: none
 */
public record NewIncident(
        IncidentSource source,
        @Nullable RepositoryId repository,
        ServiceName service,
        String title,
        Severity severity,
        Instant began,
        @Nullable Instant ended,
        @Nullable String link) {}
