package io.rootops.core.signal.origin;

import io.rootops.core.change.RepositoryId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person said a service is built from.
 *
 * @param repository null: none of those that are followed
 * @param path directory of the repository, without a slash at either end; empty: all of it
 * @param by how they came in, such as "somebody who is signed in"
 */
public record Correction(@Nullable RepositoryId repository, String path, String by, Instant at) {}
