package io.rootops.app.deployment;

import io.rootops.app.github.Topic;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.forge.ForgeForbiddenException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What RootOps may not read is left for a day, and said once until it can be read. Thread-safe. */
final class Refusals {
    private static final Duration FORBIDDEN = Duration.ofDays(1);
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private record About(RepositoryId repository, Topic topic) {}

    private final InstantSource clock;
    private final Map<About, Instant> until = new ConcurrentHashMap<>();
    private final Set<About> said = ConcurrentHashMap.newKeySet();

    Refusals(InstantSource clock) {
        this.clock = clock;
    }

    interface Asking {
        void ask() throws ForgeException;
    }

    /** Asks, unless that was refused in the last day; a refusal is no failure. */
    void unlessRefused(TrackedRepository repository, Topic topic, Asking asking) throws ForgeException {
        About about = new About(repository.id(), topic);
        Instant now = clock.instant();
        if (now.isBefore(until.getOrDefault(about, Instant.MIN))) {
            return;
        }
        try {
            asking.ask();
            said.remove(about);
        } catch (ForgeForbiddenException e) {
            until.put(about, now.plus(FORBIDDEN));
            if (said.add(about)) {
                LOG.warn(
                        "{}: {} are not asked for, tried again each day: {}",
                        repository.name(),
                        topic.words(),
                        e.getMessage());
            }
        }
    }
}
