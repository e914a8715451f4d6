package io.rootops.core.signal.origin;

import io.rootops.core.change.RepositoryId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What origins are learned from.
 *
 * @param builtFrom of the newest revision of each service that a repository has; several of a service: several have it
 * @param rollouts of each repository, in any order
 * @param starts when instances of a service began, as far as that was seen, by its name in whatever environment, in any order
 * @param until what happened later is not known yet
 */
public record OriginFacts(
        List<KnownRepository> repositories,
        List<BuiltFrom> builtFrom,
        Map<RepositoryId, List<Rollout>> rollouts,
        Map<String, List<Instant>> starts,
        Instant until) {
    public OriginFacts {
        repositories = List.copyOf(repositories);
        builtFrom = List.copyOf(builtFrom);
        rollouts = Map.copyOf(rollouts);
        starts = Map.copyOf(starts);
    }
}
