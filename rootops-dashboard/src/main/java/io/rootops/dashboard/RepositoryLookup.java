package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the repository that a request names. */
final class RepositoryLookup {
    private RepositoryLookup() {}

    private static final int NAMED = 10;

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

    /**
     * For what is told of one repository only.
     *
     * @param all at least one, where the request names none
     * @throws ProblemException when there are several, and the request names none of them
     */
    static TrackedRepository needed(List<TrackedRepository> all, Query query) {
        TrackedRepository repository = orTheOnlyOne(all, wanted(all, query));
        if (repository == null) {
            throw query.wrong(
                    "repository",
                    "one of "
                            + all.stream()
                                    .limit(NAMED)
                                    .map(TrackedRepository::name)
                                    .collect(Collectors.joining(", "))
                            + (all.size() > NAMED ? " …" : ""));
        }
        return repository;
    }

    /** Null when the request names none. */
    static @Nullable TrackedRepository wanted(List<TrackedRepository> all, Query query) {
        String name = query.get("repository");
        return name == null ? null : named(all, name, query.path());
    }
}
