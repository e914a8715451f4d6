package io.rootops.core.installation;

import io.rootops.core.change.TrackedRepository;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a repository stands with the forge; times by the database's clock.
 *
 * @param installationId of the App that it belongs to, or belonged to; null: none
 * @param listed it is polled by the list of its installation, not for itself
 * @param deliveredAt when the last webhook about it came
 * @param fetchedAt when its code was last brought up to date
 * @param owed a reading was asked for and has not ended yet
 */
public record RepositoryStanding(
        TrackedRepository repository,
        @Nullable Long installationId,
        boolean listed,
        @Nullable Instant deliveredAt,
        @Nullable Instant fetchedAt,
        boolean owed) {}
