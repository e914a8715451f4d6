package io.rootops.core.incident;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.signal.ServiceName;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change that is no commit.
 *
 * @param repository that it belongs to; null: not known
 * @param service an empty name: not known
 * @param title what was changed, one line
 * @param link to where it was made or told, http or https; null: none
 * @param at when it was made
 * @param by what or who told of it, in a few words
 */
public record ChangeEvent(
        UUID id,
        @Nullable RepositoryId repository,
        ServiceName service,
        ChangeKind kind,
        String title,
        @Nullable String link,
        Instant at,
        String by) {}
