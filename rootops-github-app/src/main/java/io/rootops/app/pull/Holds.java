package io.rootops.app.pull;

import io.rootops.app.github.Refusals;
import io.rootops.app.github.Topic;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.forge.ForgeForbiddenException;
import io.rootops.core.forge.ForgeLimitException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why pull requests of a repository are not asked for at the time: GitHub wants patience, or forbids it. Thread-safe. */
final class Holds {
    private static final Duration UNSAID = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(Holds.class);

    private final Refusals refusals;
    private final InstantSource clock;
    private final Map<RepositoryId, Instant> patience = new ConcurrentHashMap<>();

    Holds(Refusals refusals, InstantSource clock) {
        this.refusals = refusals;
        this.clock = clock;
    }

    boolean held(TrackedRepository repository) {
        return clock.instant().isBefore(patience.getOrDefault(repository.id(), Instant.MIN))
                || refusals.holds(repository, Topic.PULL_REQUESTS);
    }

    void allowed(TrackedRepository repository) {
        refusals.allowed(repository, Topic.PULL_REQUESTS);
    }

    void failed(TrackedRepository repository, ForgeException e) {
        if (e instanceof ForgeLimitException limit) {
            patience.put(repository.id(), limit.until().orElse(clock.instant().plus(UNSAID)));
        }
        if (e instanceof ForgeForbiddenException refusal) {
            refusals.refused(repository, Topic.PULL_REQUESTS, refusal);
        } else {
            LOG.info("{}: pull requests are not asked for: {}", repository.name(), e.getMessage());
        }
    }
}
