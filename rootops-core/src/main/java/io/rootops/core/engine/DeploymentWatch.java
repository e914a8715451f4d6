package io.rootops.core.engine;

import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.memory.DatabaseException;
import io.rootops.core.memory.DeploymentMemory;
import io.rootops.core.memory.LogHistory;
import io.rootops.core.memory.LogSources;
import io.rootops.core.memory.Succession;
import io.rootops.core.memory.UnwatchedDeployments;
import io.rootops.core.memory.VerdictMemory;
import io.rootops.core.memory.WatchedDeployments;
import io.rootops.core.memory.WatchedDeployments.Watched;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.store.MetricsBackend;
import io.rootops.core.signal.store.StoreException;
import io.rootops.core.signal.verdict.Look;
import io.rootops.core.signal.verdict.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up what went live, and looks after 30, 60 and 120 minutes whether things got worse. Replicas may do it side by side:
 * each look is taken once. What was missed while nobody ran is looked at as it was then.
 */
public final class DeploymentWatch {
    private static final Logger LOG = LoggerFactory.getLogger(DeploymentWatch.class);
    /** For logs and metrics that are not there yet. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    /** For a service to be known. */
    private static final Duration MAPPING = Duration.ofDays(1);
    /** What was not read for longer is not read any more. */
    private static final Duration READ = Duration.ofDays(1);

    /** In a row, for a fault of RootOps; the pause before each is twice the last one: two hours in all. */
    private static final int MOST_TRIES = 7;

    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final Duration UNMAPPED_AGAIN = Duration.ofMinutes(10);

    private final WatchedDeployments watched;
    private final Succession succession;
    private final VerdictMemory verdicts;
    private final DeploymentMemory deployments;
    private final LogSources sources;
    private final Supplier<Optional<MetricsBackend>> metrics;
    private final InstantSource clock;
    private final DeploymentUptake uptake;
    private final WatchedServices services;
    private final ServingTime serving;
    private final DeploymentJudgement judgement;
    private final Instant started;

    /** @param metrics where they are measured now; empty: nowhere */
    public DeploymentWatch(
            UnwatchedDeployments unwatched,
            WatchedDeployments watched,
            VerdictMemory verdicts,
            DeploymentMemory deployments,
            LogHistory logs,
            LogSources sources,
            ServiceMap services,
            Supplier<Optional<MetricsBackend>> metrics,
            InstantSource clock) {
        this.watched = watched;
        this.succession = watched.succession();
        this.verdicts = verdicts;
        this.deployments = deployments;
        this.sources = sources;
        this.metrics = metrics;
        this.clock = clock;
        this.uptake = new DeploymentUptake(unwatched, watched, deployments, services);
        this.services = new WatchedServices(services, logs, watched);
        this.serving = new ServingTime(watched);
        this.judgement = new DeploymentJudgement(watched, verdicts, logs, this.services, clock);
        this.started = clock.instant();
    }

    /**
     * Takes up what went live in the last day: what RootOps was told, and what counts as a deployment of the repository.
     *
     * @return how many
     */
    public int takeUp() {
        return uptake.takeUp(clock.instant());
    }

    /**
     * Takes the look that has been due for the longest. One that fails is tried again later, and after some tries given up.
     *
     * @return whether one was due
     */
    public boolean look() throws InterruptedException {
        Optional<Watched> due = watched.claim();
        if (due.isPresent()) {
            tryToLook(due.get());
        }
        return due.isPresent();
    }

    private void tryToLook(Watched it) throws InterruptedException {
        if (it.tries() > MOST_TRIES) {
            giveUp(it); // whoever looked died each time
            return;
        }
        try {
            look(it);
        } catch (InterruptedException e) {
            watched.handBack(it);
            throw e;
        } catch (RuntimeException e) {
            if (DatabaseException.isOutage(e) || Thread.currentThread().isInterrupted()) {
                throw e;
            }
            LOG.warn(
                    "Deployment {} of repository {} could not be looked at, at try {} of {}",
                    it.externalId(),
                    it.repository().value(),
                    it.tries(),
                    MOST_TRIES,
                    e);
            if (it.tries() == MOST_TRIES) {
                giveUp(it);
            } else {
                watched.failed(it, AGAIN.multipliedBy(1L << it.tries()));
            }
        }
    }

    private void giveUp(Watched it) {
        watched.end(
                it,
                said(it) ? it.state() : State.FAILED,
                "A look at it failed " + MOST_TRIES + " times, which is a fault of RootOps: its log says more");
    }

    private static boolean said(Watched it) {
        return it.state() != State.WATCHING && it.state() != State.UNMAPPED;
    }

    private void look(Watched it) throws InterruptedException {
        Instant now = clock.instant();
        Optional<DeploymentEvent> event =
                deployments.find(it.repository(), it.source(), it.externalId(), it.environment());
        if (event.filter(DeploymentEvent::succeeded).isEmpty()) {
            watched.end(it, said(it) ? it.state() : State.NOT_ENOUGH_DATA, "It was taken back");
            return;
        }
        Optional<Look> last = verdicts.last(it);
        Set<ServiceName> deployed = services.deployed(it);
        if (deployed.isEmpty()) {
            unmapped(it, last.isPresent(), now);
            return;
        }
        Optional<Look> next = last.isEmpty() ? Optional.of(Look.EARLY_SIGN) : last.flatMap(Look::next);
        if (next.isEmpty()) {
            watched.end(it, it.state(), null);
            return;
        }
        Instant end = it.serving().plus(next.get().after());
        Optional<DeploymentEvent> follower = succession.follower(it, event.get().time(), end);
        if (follower.isPresent()) {
            followed(it, follower.get());
            return;
        }
        boolean patient = now.isBefore((end.isBefore(started) ? started : end).plus(PATIENCE));
        look(it, next.get(), deployed, read(now), patient);
    }

    private void look(Watched it, Look look, Set<ServiceName> deployed, Instant read, boolean patient)
            throws InterruptedException {
        boolean assumed = !it.servingSeen() && !it.source().saysItRuns();
        try {
            MetricsBackend backend = metrics.get().orElse(null);
            if (!it.servingSeen() && backend != null && serving.seen(it, deployed, backend)) {
                return;
            }
            if (assumed) {
                notKnownToRun(it);
            } else if (read.isBefore(it.serving().plus(look.after())) && patient) {
                watched.postpone(it, it.state(), AGAIN);
            } else if (backend == null) {
                withoutMetrics(it, look, deployed, read, "No metrics were there to compare");
            } else {
                judgement.judge(it, look, deployed, read, backend, List.of());
            }
        } catch (StoreException e) {
            if (patient) {
                watched.postpone(it, it.state(), AGAIN);
            } else if (assumed) {
                notKnownToRun(it);
            } else {
                withoutMetrics(it, look, deployed, read, "Metrics could not be read: " + e.getMessage());
            }
        }
    }

    private void unmapped(Watched it, boolean said, Instant now) {
        if (said) {
            watched.end(it, it.state(), "No service is known to be of this repository any more");
        } else if (now.isAfter(it.serving().plus(MAPPING))) {
            watched.end(it, State.UNMAPPED, "No service was known to be of this repository within a day");
        } else {
            watched.postpone(it, State.UNMAPPED, UNMAPPED_AGAIN);
        }
    }

    private void followed(Watched it, DeploymentEvent follower) {
        long minutes =
                Math.max(0, Duration.between(it.serving(), follower.time()).toMinutes());
        watched.end(
                it,
                said(it) ? it.state() : State.NOT_ENOUGH_DATA,
                "Another deployment took its place after " + minutes + " minutes");
    }

    private void notKnownToRun(Watched it) {
        watched.end(
                it,
                State.NOT_ENOUGH_DATA,
                "No instance was seen to begin, so that it is not known whether it was deployed");
    }

    private void withoutMetrics(Watched it, Look look, Set<ServiceName> deployed, Instant read, String why)
            throws InterruptedException {
        try {
            judgement.judge(it, look, deployed, read, null, List.of(why));
        } catch (StoreException e) {
            throw new IllegalStateException("no store was asked", e);
        }
    }

    /** Up to when all that was logged has been read, by all that could be read in the last day; now: nothing could. */
    private Instant read(Instant now) {
        return sources.readTo(now.minus(READ)).orElse(now);
    }
}
