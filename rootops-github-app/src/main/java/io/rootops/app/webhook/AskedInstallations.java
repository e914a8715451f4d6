package io.rootops.app.webhook;

import io.rootops.core.installation.KnownInstallation;
import io.rootops.core.memory.InstallationMemory;
import io.rootops.core.memory.InstalledRepositories;
import io.rootops.core.schedule.InstallationSchedule;
import io.rootops.core.webhook.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What GitHub itself says of installations. Events of them come late, twice and in any order, so they only have GitHub
 * asked: a delivery waits until an answer is newer than itself.
 */
public final class AskedInstallations {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(30);
    /** So long it is looked at often whether there is an answer. */
    private static final Duration USUAL = Duration.ofMinutes(1);

    private final InstallationMemory memory;
    private final InstalledRepositories repositories;
    private final InstallationSchedule schedule;
    private final BooleanSupplier app;

    /** @param app whether RootOps is an App at the time, so that there is somebody to ask */
    public AskedInstallations(
            InstallationMemory memory,
            InstalledRepositories repositories,
            InstallationSchedule schedule,
            BooleanSupplier app) {
        this.memory = memory;
        this.repositories = repositories;
        this.schedule = schedule;
        this.app = app;
    }

    /** Whether RootOps is an App, so that there is somebody to ask. */
    boolean app() {
        return app.getAsBoolean();
    }

    /** Whether GitHub listed the repository with the installation. */
    boolean speaks(long installation, long githubId) {
        return repositories.speaks(installation, githubId);
    }

    /** Whether GitHub was asked what the installation has, and could not or would not say. */
    boolean unanswered(long installation) {
        return problem(installation).isPresent();
    }

    /** Why GitHub did not say what the installation has; empty: it did, or was not asked. */
    Optional<String> problem(long installation) {
        Optional<KnownInstallation> known = memory.byId(installation);
        return known.isPresent() ? known.map(KnownInstallation::problem) : memory.problem();
    }

    /** Whether an answer may still be waited for: one is on its way, or GitHub has said when it may be asked again. */
    boolean patient(Delivery delivery, long installation) {
        Optional<KnownInstallation> known = memory.byId(installation);
        Optional<Instant> held = known.isPresent() ? known.map(KnownInstallation::heldUntil) : memory.heldUntil();
        boolean young = delivery.receivedAt().plus(USUAL).isAfter(memory.now());
        return held.filter(it -> it.isAfter(memory.now())).isPresent() || young && !unanswered(installation);
    }

    Optional<KnownInstallation> byId(long installation) {
        return memory.byId(installation);
    }

    void delivered(long installation, Instant at) {
        memory.delivered(installation, at);
    }

    /**
     * Waits for the list of installations, and for that of this one's repositories where there is one.
     *
     * @return empty: both are newer than the delivery
     */
    Optional<EventOutcome> afterBoth(Delivery delivery, long installation) {
        if (!app()) {
            return Optional.empty();
        }
        if (memory.listedAt().filter(it -> !it.isBefore(delivery.receivedAt())).isEmpty()) {
            schedule.findNow();
            return Optional.of(later(delivery, memory.problem()));
        }
        return afterList(delivery, installation);
    }

    /**
     * Waits for the list of an installation's repositories; where it is not known, for the list of installations.
     *
     * @return empty: it is newer than the delivery, or there is no such installation any more
     */
    Optional<EventOutcome> afterList(Delivery delivery, long installation) {
        if (!app()) {
            return Optional.empty();
        }
        KnownInstallation known =
                memory.byId(installation).filter(KnownInstallation::live).orElse(null);
        if (known == null) {
            boolean gone = memory.listedAt()
                    .filter(it -> !it.isBefore(delivery.receivedAt()))
                    .isPresent();
            if (!gone) {
                schedule.findNow();
            }
            return gone ? Optional.empty() : Optional.of(later(delivery, memory.problem()));
        }
        if (known.listedSince(delivery.receivedAt())) {
            return Optional.empty();
        }
        schedule.pollNow(installation);
        return Optional.of(later(delivery, Optional.ofNullable(known.problem())));
    }

    /** Has it asked for what it may have got, and waits for nothing. */
    void look(Delivery delivery, long installation) {
        afterList(delivery, installation);
    }

    private EventOutcome later(Delivery delivery, Optional<String> problem) {
        boolean usual = delivery.receivedAt().plus(USUAL).isAfter(memory.now());
        return EventOutcome.later(usual ? SOON : LATER, problem.orElse("GitHub is asked"));
    }
}
