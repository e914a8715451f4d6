package io.rootops.core.incident;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.template.SecretMask;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a change that is no commit.
 *
 * @param key the sender's own name of it, the same each time it is told; at most 255 characters
 * @param repository that it belongs to; null: not known
 * @param service an empty name: not known
 * @param title what was changed, one line
 * @param link to where it was made or told, http or https; null: none
 * @param at when it was made
 */
public record ChangeReport(
        String key,
        @Nullable RepositoryId repository,
        ServiceName service,
        ChangeKind kind,
        String title,
        @Nullable String link,
        Instant at) {

    /** Title and link as they may be kept: without secrets, and bounded. */
    public ChangeReport {
        title = IncidentText.line(title);
        link = link == null ? null : SecretMask.readable(link);
    }
}
