package io.rootops.app.github;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.forge.ForgeLimitException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When each repository is asked for one kind of thing again, however often somebody wants that: once a pause, later where
 * GitHub's limit is used up, sooner where the asking failed or may be allowed by then. Thread-safe.
 */
public final class PollPauses {
    /** What is refused may be allowed after this time, also where everything else is asked for only once. */
    private static final Duration A_WHILE = Duration.ofMinutes(10);
    /** Of a limit that does not say when it ends, and of what failed. */
    private static final Duration UNSAID = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(PollPauses.class);

    private final String what;
    private final Duration pause;
    private final InstantSource clock;
    private final Map<RepositoryId, Instant> notBefore = new ConcurrentHashMap<>();

    /**
     * @param what is asked for, in the plural, for the log
     * @param pause between two polls of a repository
     */
    public PollPauses(String what, Duration pause, InstantSource clock) {
        this.what = what;
        this.pause = pause;
        this.clock = clock;
    }

    /** One poll of a repository. */
    public interface Asking {
        /** @return false where something of it was refused */
        boolean ask(Instant now) throws ForgeException;
    }

    /** Asks where it is time; a failure is logged, and asked for again. */
    public void ask(TrackedRepository repository, Asking asking) {
        if (!begin(repository)) {
            return;
        }
        Instant now = clock.instant();
        try {
            if (!asking.ask(now) && pause.compareTo(A_WHILE) > 0) {
                notBefore.put(repository.id(), now.plus(A_WHILE));
            }
        } catch (ForgeLimitException e) {
            notBefore.put(repository.id(), e.until().orElse(now.plus(UNSAID)));
            LOG.info("{}: {} are not asked for: {}", repository.name(), what, e.getMessage());
        } catch (ForgeException e) {
            soonAgain(repository);
            LOG.info("{}: {} are not asked for: {}", repository.name(), what, e.getMessage());
        }
    }

    /** @return whether it is time, from which on a pause runs */
    public boolean begin(TrackedRepository repository) {
        Instant now = clock.instant();
        if (repository.kind() != TrackedRepository.Kind.GITHUB
                || now.isBefore(notBefore.getOrDefault(repository.id(), Instant.MIN))) {
            return false;
        }
        notBefore.put(repository.id(), now.plus(pause));
        return true;
    }

    /** Also where nothing is polled by itself, the next event may ask again. */
    public void soonAgain(TrackedRepository repository) {
        notBefore.put(repository.id(), clock.instant().plus(pause.compareTo(UNSAID) < 0 ? pause : UNSAID));
    }

    /** The next call asks. */
    public void atOnce(TrackedRepository repository) {
        notBefore.remove(repository.id());
    }

    public Duration pause() {
        return pause;
    }
}
