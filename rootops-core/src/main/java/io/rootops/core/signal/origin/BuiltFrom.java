package io.rootops.core.signal.origin;

import io.rootops.core.change.RepositoryId;

/**
 * A commit that a service says it was built from, in a repository that has it.
 *
 * @param service its name in whatever environment
 * @param revision full or abbreviated sha, as the service says it
 */
public record BuiltFrom(String service, String revision, RepositoryId repository) {}
