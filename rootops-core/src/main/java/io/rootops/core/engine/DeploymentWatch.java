package io.rootops.core.engine;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.deployment.Environment;
import io.rootops.core.deployment.Footing;
import io.rootops.core.deployment.Ladder;
import io.rootops.core.deployment.Rung;
import io.rootops.core.memory.DeploymentMemory;
import io.rootops.core.memory.LogHistory;
import io.rootops.core.memory.LogSources;
import io.rootops.core.memory.VerdictMemory;
import io.rootops.core.memory.WatchedDeployments;
import io.rootops.core.memory.WatchedDeployments.Watched;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.store.MetricsBackend;
import io.rootops.core.signal.store.StoreException;
import io.rootops.core.signal.verdict.Deployment;
import io.rootops.core.signal.verdict.DeploymentTest;
import io.rootops.core.signal.verdict.Look;
import io.rootops.core.signal.verdict.State;
import io.rootops.core.signal.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up what went live, and looks after 30, 60 and 120 minutes whether things got worse. Replicas may do it side by side:
 * each look is taken once. What was missed while nobody ran is looked at as it was then.
 */
public final class DeploymentWatch {
    private static final Logger LOG = LoggerFactory.getLogger(DeploymentWatch.class);
    /** What went live longer ago is not news any more; what is not known to have services is waited for as long. */
    private static final Duration NEWS = Duration.ofDays(1);
    /** After an instance began it is not what it is going to be. */
    private static final Duration WARM_UP = Duration.ofMinutes(2);
    /** A deployment that is told as done may still be rolled out. */
    private static final Duration ROLLOUT = Duration.ofMinutes(30);

    private static final Duration BEFORE = Duration.ofMinutes(5);
    /** For logs and metrics that are not there yet. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final Duration UNMAPPED_AGAIN = Duration.ofMinutes(10);
    private static final int MOST_CONTROLS = 20;
    /** Services that are looked at: each of them is held in memory with its errors. */
    private static final int MOST_DEPLOYED = 50;

    private final WatchedDeployments watched;
    private final VerdictMemory verdicts;
    private final DeploymentMemory deployments;
    private final LogHistory logs;
    private final LogSources sources;
    private final ServiceMap services;
    private final Supplier<Optional<MetricsBackend>> metrics;
    private final InstantSource clock;
    private final Instant started;

    /** @param metrics where they are measured now; empty: nowhere */
    public DeploymentWatch(
            WatchedDeployments watched,
            VerdictMemory verdicts,
            DeploymentMemory deployments,
            LogHistory logs,
            LogSources sources,
            ServiceMap services,
            Supplier<Optional<MetricsBackend>> metrics,
            InstantSource clock) {
        this.watched = watched;
        this.verdicts = verdicts;
        this.deployments = deployments;
        this.logs = logs;
        this.sources = sources;
        this.services = services;
        this.metrics = metrics;
        this.clock = clock;
        this.started = clock.instant();
    }

    /**
     * Takes up what went live in the last day: what RootOps was told, and what counts as a deployment of the repository.
     *
     * @return how many
     */
    public int takeUp() {
        Instant now = clock.instant();
        Instant since = now.minus(NEWS);
        int taken = 0;
        for (RepositoryId repository : watched.unwatched(since)) {
            Set<Rung> rungs = EnumSet.of(Rung.REPORTED);
            deployments
                    .footing(repository, now.minus(Ladder.WINDOW))
                    .map(Footing::rung)
                    .filter(it -> !assumed(it) || !services.of(repository).isEmpty())
                    .ifPresent(rungs::add);
            for (DeploymentEvent event : watched.unwatched(repository, rungs, since)) {
                if (!event.environment().isTransient()) {
                    taken += watched.watch(repository, event, null) ? 1 : 0;
                }
            }
        }
        return taken;
    }

    /** Nobody says that it runs anywhere. */
    private static boolean assumed(Rung rung) {
        return rung == Rung.TAG || rung == Rung.PUSH;
    }

    /**
     * Takes the look that has been due for the longest.
     *
     * @return whether one was due
     */
    public boolean look() throws InterruptedException {
        Optional<Watched> due = watched.claim();
        if (due.isPresent()) {
            look(due.get());
        }
        return due.isPresent();
    }

    private void look(Watched it) throws InterruptedException {
        Instant now = clock.instant();
        Optional<Look> last = verdicts.last(it);
        Set<ServiceName> deployed = deployed(it);
        if (deployed.isEmpty()) {
            unmapped(it, last.isPresent(), now);
            return;
        }
        Optional<Look> next = last.isEmpty() ? Optional.of(Look.EARLY_SIGN) : last.flatMap(Look::next);
        if (next.isEmpty()) {
            watched.end(it, it.state(), null);
            return;
        }
        Look look = next.get();
        Instant end = it.serving().plus(look.after());
        Optional<DeploymentEvent> follower = follower(it, end);
        if (follower.isPresent()) {
            boolean said = it.state() != State.WATCHING && it.state() != State.UNMAPPED;
            watched.end(
                    it,
                    said ? it.state() : State.NOT_ENOUGH_DATA,
                    "Another deployment took its place after "
                            + Math.max(
                                    0,
                                    Duration.between(
                                                    it.serving(), follower.get().time())
                                            .toMinutes()) + " minutes");
            return;
        }
        boolean patient = now.isBefore((end.isBefore(started) ? started : end).plus(PATIENCE));
        Instant read = read(now);
        try {
            if (!it.servingSeen() && seenServing(it, deployed)) {
                return;
            }
            if (!it.servingSeen() && assumed(it.source())) {
                notKnownToRun(it);
            } else if (read.isBefore(end) && patient) {
                watched.postpone(it, it.state(), AGAIN);
            } else {
                judge(it, look, deployed, read, metrics.get().orElse(null), List.of());
            }
        } catch (StoreException e) {
            if (patient) {
                watched.postpone(it, it.state(), AGAIN);
            } else if (!it.servingSeen() && assumed(it.source())) {
                notKnownToRun(it);
            } else {
                withoutMetrics(it, look, deployed, read, String.valueOf(e.getMessage()));
            }
        }
    }

    private void unmapped(Watched it, boolean said, Instant now) {
        if (said) {
            watched.end(it, it.state(), "No service is known to be of this repository any more");
        } else if (now.isAfter(it.serving().plus(NEWS))) {
            watched.end(it, State.UNMAPPED, "No service was known to be of this repository within a day");
        } else {
            watched.postpone(it, State.UNMAPPED, UNMAPPED_AGAIN);
        }
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
            judge(it, look, deployed, read, null, List.of("Metrics could not be read: " + why));
        } catch (StoreException e) {
            throw new IllegalStateException("no store was asked", e);
        }
    }

    private void judge(
            Watched it,
            Look look,
            Set<ServiceName> deployed,
            Instant read,
            @Nullable MetricsBackend backend,
            List<String> notes)
            throws StoreException, InterruptedException {
        List<DeploymentEvent> before = before(it);
        Deployment deployment = new Deployment(it.begun(), it.serving(), excluded(it, before));
        Set<ServiceName> controls = backend == null ? Set.of() : controls(it, look, deployed, backend);
        Verdict verdict = new DeploymentTest(
                        deployment,
                        new DeploymentSignals(logs, backend)
                                .around(
                                        deployment,
                                        look,
                                        deployed,
                                        controls,
                                        before.isEmpty()
                                                ? null
                                                : before.get(before.size() - 1).time(),
                                        read))
                .at(look);
        Map<String, ServiceName> names = Stream.concat(deployed.stream(), controls.stream())
                .collect(Collectors.toMap(ServiceName::toString, name -> name, (one, other) -> one));
        List<String> said = new ArrayList<>(notes);
        said.addAll(notes(it, look, verdict, read, backend, deployed.size()));
        Instant due = look.next().map(next -> it.serving().plus(next.after())).orElse(null);
        if (verdicts.keep(it, verdict, names, said, clock.instant(), due)) {
            LOG.info(
                    "Deployment {} of repository {} after {} minutes: {}",
                    it.externalId(),
                    it.repository().value(),
                    look.after().toMinutes(),
                    verdict.state().word());
        }
    }

    private static List<String> notes(
            Watched it, Look look, Verdict verdict, Instant read, @Nullable MetricsBackend backend, int services) {
        List<String> notes = new ArrayList<>();
        if (backend == null) {
            notes.add("No metrics were there to compare");
        }
        if (read.isBefore(it.serving().plus(look.after()))) {
            notes.add("Logs have been read up to " + read.truncatedTo(ChronoUnit.SECONDS) + " only");
        }
        if (!it.servingSeen()) {
            notes.add("No instance was seen to begin: it is taken to serve since it was told as done");
        }
        if (services == MOST_DEPLOYED) {
            notes.add("No more than " + MOST_DEPLOYED + " of its services were looked at");
        }
        if (!verdict.tooLittle().isEmpty()) {
            notes.add("Fewer than 20 requests and fewer than 20 log lines since: "
                    + String.join(", ", verdict.tooLittle()));
        }
        if (!verdict.tooYoung().isEmpty()) {
            notes.add("No metric has three days of history: " + String.join(", ", verdict.tooYoung()));
        }
        return notes;
    }

    /** @return whether its instances told when it served, which is later than was known */
    private boolean seenServing(Watched it, Set<ServiceName> deployed) throws StoreException, InterruptedException {
        Optional<MetricsBackend> backend = metrics.get();
        if (backend.isEmpty()) {
            return false;
        }
        Map<ServiceName, List<MetricsBackend.Start>> starts = backend.get()
                .starts(deployed, it.begun().minus(BEFORE), it.serving().plus(ROLLOUT));
        // One that begins again and again begins once.
        Map<String, Instant> firsts = new HashMap<>();
        starts.forEach((service, its) -> its.forEach(
                start -> firsts.merge(service + "\n" + start.instance(), start.at(), DeploymentWatch::first)));
        Optional<Instant> first = firsts.values().stream().min(Instant::compareTo);
        Optional<Instant> last = firsts.values().stream().max(Instant::compareTo);
        if (first.isEmpty() || last.isEmpty()) {
            return false;
        }
        watched.served(it, first.get(), last.get().plus(WARM_UP));
        return true;
    }

    private static Instant first(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Whoever names a service that nobody claims is believed. */
    private Set<ServiceName> deployed(Watched it) {
        String named = it.service();
        Stream<ServiceName> its = named == null
                ? services.of(it.repository()).stream()
                : logs.named(named).stream()
                        .filter(name -> services.of(name)
                                .map(owner -> owner.equals(it.repository()))
                                .orElse(true));
        return its.filter(name -> sameEnvironment(it.environment(), name.environment()))
                .sorted()
                .limit(MOST_DEPLOYED)
                .collect(Collectors.toSet());
    }

    /** Forges and signals name environments differently; of what says none it is taken to be the one. */
    private static boolean sameEnvironment(String deployment, String service) {
        return deployment.isEmpty()
                || service.isEmpty()
                || deployment.equalsIgnoreCase(service)
                || isProduction(deployment) && isProduction(service);
    }

    private static boolean isProduction(String environment) {
        return new Environment(environment, null, null).production().isPresent();
    }

    /** What was deployed in its place, since it was told as done itself, while it was to be looked at. */
    private Optional<DeploymentEvent> follower(Watched it, Instant end) {
        Instant told = deployments
                .find(it.repository(), it.source(), it.externalId(), it.environment())
                .map(DeploymentEvent::time)
                .orElse(it.serving());
        return deployments.succeeded(it.repository(), it.source(), it.environment(), told, end).stream()
                .filter(event -> !event.externalId().equals(it.externalId()))
                .findFirst();
    }

    private List<DeploymentEvent> before(Watched it) {
        return deployments
                .succeeded(
                        it.repository(),
                        it.source(),
                        it.environment(),
                        it.begun().minus(DeploymentSignals.HISTORY),
                        it.begun())
                .stream()
                .filter(event -> !event.externalId().equals(it.externalId()))
                .toList();
    }

    /** Other deployments while they were rolled out, and those after which things were worse until they were looked at last. */
    private List<Deployment.Range> excluded(Watched it, List<DeploymentEvent> before) {
        Stream<Deployment.Range> rollouts = before.stream()
                .map(event -> new Deployment.Range(
                        Objects.requireNonNullElse(event.startedAt(), event.time()),
                        event.time().plus(WARM_UP)));
        Stream<Deployment.Range> worse =
                watched.served(it.repository(), it.begun().minus(DeploymentSignals.HISTORY), it.begun()).stream()
                        .filter(other -> other.state() == State.REGRESSED || other.state() == State.SUSPECT)
                        .map(other -> new Deployment.Range(
                                other.begun(), other.serving().plus(Look.FINAL.after())));
        return Stream.concat(rollouts, worse).toList();
    }

    /** Services that were not deployed: of other repositories, which were not deployed then either, or of none. */
    private Set<ServiceName> controls(Watched it, Look look, Set<ServiceName> deployed, MetricsBackend backend)
            throws StoreException, InterruptedException {
        Instant from = it.begun().minus(Look.FINAL.after());
        Instant to = it.serving().plus(look.after());
        Set<ServiceName> controls = new HashSet<>();
        Map<RepositoryId, Boolean> quiet = new HashMap<>();
        for (ServiceName service : backend.services().keySet().stream().sorted().toList()) {
            if (controls.size() == MOST_CONTROLS) {
                break;
            }
            if (deployed.contains(service) || !sameEnvironment(it.environment(), service.environment())) {
                continue;
            }
            Optional<RepositoryId> repository = services.of(service);
            boolean stood = repository.isEmpty()
                    || !repository.get().equals(it.repository())
                            && quiet.computeIfAbsent(
                                    repository.get(),
                                    other -> watched.served(other, from, to).isEmpty());
            if (stood) {
                controls.add(service);
            }
        }
        return controls;
    }

    /** Up to when all that was logged has been read, by all that could be read in the last day; now: nothing could. */
    private Instant read(Instant now) {
        return sources.all().stream()
                .flatMap(it -> Stream.ofNullable(it.complete()))
                .filter(it -> it.isAfter(now.minus(NEWS)))
                .min(Instant::compareTo)
                .orElse(now);
    }
}
