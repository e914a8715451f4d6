package io.rootops.app.github;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.forge.ForgeForbiddenException;
import io.rootops.core.memory.RefusalMemory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What RootOps may not read is left for a day, and said once until it can be read; sooner where GitHub's lists tell that
 * it may be allowed by now. Thread-safe.
 */
public final class Refusals {
    /** A token from before a permission was given may be in use for a minute: one refusal alone says little. */
    private static final Duration FIRST = Duration.ofMinutes(10);

    private static final Duration AGAIN = Duration.ofDays(1);
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private final RefusalMemory memory;
    private final InstantSource clock;

    public Refusals(RefusalMemory memory, InstantSource clock) {
        this.memory = memory;
        this.clock = clock;
    }

    /** What may be refused. */
    public interface Asking {
        void ask() throws ForgeException;
    }

    /**
     * Asks, unless that was refused a short while ago; a refusal is no failure.
     *
     * @return whether it was allowed
     */
    public boolean unlessRefused(TrackedRepository repository, Topic topic, Asking asking) throws ForgeException {
        if (holds(repository, topic)) {
            return false;
        }
        try {
            asking.ask();
            allowed(repository, topic);
            return true;
        } catch (ForgeForbiddenException e) {
            refused(repository, topic, e);
            return false;
        }
    }

    /** Whether it was refused, and is not to be asked for yet. */
    public boolean holds(TrackedRepository repository, Topic topic) {
        return memory.until(repository.id(), word(topic))
                .filter(it -> clock.instant().isBefore(it))
                .isPresent();
    }

    public void allowed(TrackedRepository repository, Topic topic) {
        memory.allowed(repository.id(), word(topic));
    }

    public void refused(TrackedRepository repository, Topic topic, ForgeForbiddenException e) {
        boolean again = memory.until(repository.id(), word(topic)).isPresent();
        Instant now = clock.instant();
        memory.refused(repository.id(), word(topic), now.plus(again ? AGAIN : FIRST));
        if (!again) {
            LOG.warn(
                    "{}: {} are not asked for, tried again each day: {}",
                    repository.name(),
                    topic.words(),
                    e.getMessage());
        }
    }

    private static String word(Topic topic) {
        return topic.name().toLowerCase(Locale.ROOT);
    }
}
