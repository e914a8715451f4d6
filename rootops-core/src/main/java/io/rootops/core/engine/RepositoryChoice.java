package io.rootops.core.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A repository that can be followed and is not yet.
 *
 * @param name owner/name on the forge
 * @param pushedAt null when nothing was ever pushed
 */
public record RepositoryChoice(
        String name, boolean isPrivate, @Nullable Instant pushedAt) {}
