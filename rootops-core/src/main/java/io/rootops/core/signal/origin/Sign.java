package io.rootops.core.signal.origin;

import io.rootops.core.change.RepositoryId;

/**
 * One thing that tells that a service comes from a repository.
 *
 * @param path directory of it; empty: it tells none
 * @param words as people read it
 */
record Sign(Basis basis, RepositoryId repository, String path, String words) {}
