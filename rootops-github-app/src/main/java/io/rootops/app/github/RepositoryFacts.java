package io.rootops.app.github;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What GitHub tells of a repository.
 *
 * @param name owner/name, as GitHub spells it today
 * @param defaultBranch null when GitHub does not say
 * @param pushedAt null when nothing was ever pushed
 */
public record RepositoryFacts(
        String name,
        @Nullable String defaultBranch,
        URI webUrl,
        boolean isPrivate,
        @Nullable Instant pushedAt) {}
