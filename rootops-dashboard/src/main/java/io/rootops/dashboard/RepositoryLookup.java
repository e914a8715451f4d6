package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the repository that a request names. */
final class RepositoryLookup {
    private RepositoryLookup() {}

    /** @throws ProblemException when none has this name */
    static TrackedRepository named(List<TrackedRepository> all, String name, String path) {
        return all.stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.unknownRepository(
                        name, all.stream().map(TrackedRepository::name).toList(), path));
    }

    /** All of a single repository is that repository: its pages can say more. */
    static @Nullable TrackedRepository orTheOnlyOne(List<TrackedRepository> all, @Nullable TrackedRepository named) {
        return named == null && all.size() == 1 ? all.get(0) : named;
    }

    /** Null when the request names none. */
    static @Nullable TrackedRepository wanted(List<TrackedRepository> all, Query query) {
        String name = query.get("repository");
        return name == null ? null : named(all, name, query.path());
    }
}
