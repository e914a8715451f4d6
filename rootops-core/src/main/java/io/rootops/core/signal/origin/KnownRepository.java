package io.rootops.core.signal.origin;

import io.rootops.core.change.RepositoryId;
import java.util.List;

/**
 * A repository that services may come from.
 *
 * @param name owner/name
 * @param directories those that are built by themselves, as a file in them shows; without a slash at either end, and without
 *     the topmost one
 */
public record KnownRepository(RepositoryId id, String name, List<String> directories) {
    public KnownRepository {
        directories = List.copyOf(directories);
    }
}
