package io.rootops.app.installation;

import io.rootops.app.github.GitHubTokens;
import io.rootops.app.github.InstallationList;
import io.rootops.app.github.InstallationTokens;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.engine.Announcements;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.forge.ForgeLimitException;
import io.rootops.core.installation.InstalledRepository;
import io.rootops.core.installation.KnownInstallation;
import io.rootops.core.installation.RateBudget;
import io.rootops.core.memory.InstallationMemory;
import io.rootops.core.memory.InstalledRepositories;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks GitHub where the App is installed and what each installation has, and has what is followed agree with it. Every
 * answer is whole, so it does not matter what was missed before, nor in which order events came.
 */
final class InstallationPolling {
    private static final Logger LOG = LoggerFactory.getLogger(InstallationPolling.class);
    /** Where GitHub asks for patience and does not say how much. */
    private static final Duration UNSAID = Duration.ofMinutes(1);
    /** Somebody may have an App made at any time; until then this asks nobody. */
    private static final Duration NO_APP_YET = Duration.ofSeconds(15);

    /** What is looked at only once is looked at until that has come to something. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(60);

    private static final Duration LONGEST_HOLD = Duration.ofHours(2);

    private final GitHubTokens tokens;
    private final InstallationList lists;
    private final InstallationMemory memory;
    private final InstalledRepositories repositories;
    private final Announcements announcements;
    private final InstantSource clock;
    private final PollPause pause;
    private final boolean again;

    /** @param again false: nothing is asked for again by itself */
    InstallationPolling(
            GitHubTokens tokens,
            InstallationList lists,
            InstallationMemory memory,
            InstalledRepositories repositories,
            Announcements announcements,
            InstantSource clock,
            PollPause pause,
            boolean again) {
        this.tokens = tokens;
        this.lists = lists;
        this.memory = memory;
        this.repositories = repositories;
        this.announcements = announcements;
        this.clock = clock;
        this.pause = pause;
        this.again = again;
    }

    /**
     * Where it is installed.
     *
     * @param poll told which installations are to be polled now
     * @return after how long again; empty: not by itself
     */
    Optional<Duration> find(LongConsumer poll) {
        InstallationTokens app = tokens.app().orElse(null);
        if (app == null) {
            return Optional.of(NO_APP_YET);
        }
        boolean agreed = app.clockAhead().isZero();
        try {
            return find(app, poll);
        } finally {
            if (app.clockAhead().isZero() != agreed) {
                announcements.changed(Announcements.Part.BACKENDS);
            }
        }
    }

    private Optional<Duration> find(InstallationTokens app, LongConsumer poll) {
        Instant begun = memory.now();
        Optional<Instant> held = memory.heldUntil().filter(it -> it.isAfter(begun));
        if (held.isPresent()) {
            return Optional.of(pause.jittered(Duration.between(begun, held.get())));
        }
        try {
            List<Long> changed = memory.take(app.installationsNow(), begun);
            changed.forEach(poll::accept);
            announcements.changed(Announcements.Part.REPOSITORIES);
            List<KnownInstallation> live =
                    memory.all().stream().filter(KnownInstallation::live).toList();
            boolean healthy = !live.isEmpty()
                    && live.stream()
                            .allMatch(it -> memory.healthy(it.installation().id(), PollPause.HEALTHY));
            return again ? Optional.of(pause.next(healthy)) : Optional.empty();
        } catch (ForgeException e) {
            String problem = String.valueOf(e.getMessage());
            boolean news = memory.problem().filter(problem::equals).isEmpty();
            Optional<Duration> hold = hold(app, e);
            memory.notListed(problem, hold.orElse(null));
            if (news) {
                LOG.warn("{}", problem);
                announcements.changed(Announcements.Part.BACKENDS);
            }
            return Optional.of(pause.jittered(hold.orElse(again ? pause.next(false) : AFTER_FAILURE)));
        }
    }

    /**
     * What one installation has.
     *
     * @param named as in {@link InstalledRepositories#take}
     * @param read told which repositories are to be read now
     * @param find called when the installation may be gone
     * @return after how long again; empty: not by itself
     */
    Optional<Duration> poll(long id, @Nullable Set<RepositoryId> named, Consumer<RepositoryId> read, Runnable find) {
        KnownInstallation known =
                memory.byId(id).filter(KnownInstallation::live).orElse(null);
        InstallationTokens app = tokens.app().orElse(null);
        if (known == null) {
            return Optional.empty();
        }
        if (app == null) {
            // Another replica may be it, or this one may be it again when its key can be read.
            return Optional.of(NO_APP_YET);
        }
        Instant begun = memory.now();
        Optional<Duration> held = held(app, known, begun);
        if (held.isPresent()) {
            return held.map(pause::jittered);
        }
        try {
            List<InstalledRepository> listed = lists.of(app, id, it -> memory.budget(id, it));
            List<RepositoryId> due = repositories.take(known.installation(), listed, named, begun);
            memory.polled(id, null, null);
            due.forEach(read);
            announcements.changed(Announcements.Part.REPOSITORIES);
            return again ? Optional.of(pause.next(memory.healthy(id, PollPause.HEALTHY))) : Optional.empty();
        } catch (ForgeException e) {
            Optional<Duration> hold = hold(app, e);
            memory.polled(id, e.getMessage(), hold.orElse(null));
            if (!String.valueOf(e.getMessage()).equals(known.problem())) {
                LOG.warn("{}: {}", known.installation().account(), e.getMessage());
            }
            if (hold.isEmpty()) {
                find.run();
            }
            announcements.changed(Announcements.Part.REPOSITORIES);
            return Optional.of(pause.jittered(hold.orElse(again ? pause.next(false) : AFTER_FAILURE)));
        }
    }

    /** How long it is still not to be asked: GitHub said so, or polling has used up its share. */
    private Optional<Duration> held(InstallationTokens app, KnownInstallation known, Instant now) {
        Instant until = known.heldUntil();
        RateBudget budget = known.budget();
        Instant github = clock.instant().plus(app.clockAhead());
        if (until != null && until.isAfter(now)) {
            return Optional.of(Duration.between(now, until));
        }
        return budget != null && budget.spent() && budget.resetAt().isAfter(github)
                ? Optional.of(shortened(Duration.between(github, budget.resetAt())))
                : Optional.empty();
    }

    private Optional<Duration> hold(InstallationTokens app, ForgeException e) {
        if (!(e instanceof ForgeLimitException limit)) {
            return Optional.empty();
        }
        return Optional.of(limit.until()
                .map(it -> Duration.between(clock.instant().plus(app.clockAhead()), it))
                .filter(it -> !it.isNegative() && !it.isZero())
                .map(InstallationPolling::shortened)
                .orElse(UNSAID));
    }

    private static Duration shortened(Duration wait) {
        return wait.compareTo(LONGEST_HOLD) > 0 ? LONGEST_HOLD : wait;
    }
}
