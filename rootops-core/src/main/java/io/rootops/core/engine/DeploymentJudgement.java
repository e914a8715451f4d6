package io.rootops.core.engine;

import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.deployment.Environment;
import io.rootops.core.memory.LogHistory;
import io.rootops.core.memory.Succession;
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
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says of one deployment whether things got worse, by what came before it, and keeps that. */
final class DeploymentJudgement {
    private static final Logger LOG = LoggerFactory.getLogger(DeploymentJudgement.class);

    private final WatchedDeployments watched;
    private final Succession succession;
    private final VerdictMemory verdicts;
    private final LogHistory logs;
    private final WatchedServices services;
    private final InstantSource clock;

    DeploymentJudgement(
            WatchedDeployments watched,
            VerdictMemory verdicts,
            LogHistory logs,
            WatchedServices services,
            InstantSource clock) {
        this.watched = watched;
        this.succession = watched.succession();
        this.verdicts = verdicts;
        this.logs = logs;
        this.services = services;
        this.clock = clock;
    }

    /**
     * Looks once.
     *
     * @param read up to when all that was logged has been read
     * @param metrics null: there are none
     * @param notes what is to be said beside what it finds
     */
    void judge(
            Watched it,
            Look look,
            Set<ServiceName> deployed,
            Instant read,
            @Nullable MetricsBackend metrics,
            List<String> notes)
            throws StoreException, InterruptedException {
        Deployment deployment = new Deployment(it.begun(), it.serving(), excluded(it));
        Set<ServiceName> controls = metrics == null ? Set.of() : services.controls(it, look, deployed, metrics);
        Verdict verdict = new DeploymentTest(
                        deployment,
                        new DeploymentSignals(logs, metrics)
                                .around(
                                        deployment,
                                        look,
                                        deployed,
                                        controls,
                                        succession
                                                .before(it)
                                                .map(DeploymentEvent::time)
                                                .orElse(null),
                                        read))
                .at(look);
        Map<String, ServiceName> names = Stream.concat(deployed.stream(), controls.stream())
                .collect(Collectors.toMap(ServiceName::toString, name -> name, (one, other) -> one));
        List<String> said = new ArrayList<>(notes);
        said.addAll(notes(it, look, verdict, read, deployed.size()));
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

    private static List<String> notes(Watched it, Look look, Verdict verdict, Instant read, int services) {
        List<String> notes = new ArrayList<>();
        if (read.isBefore(it.serving().plus(look.after()))) {
            notes.add("Logs have been read up to " + read.truncatedTo(ChronoUnit.SECONDS) + " only");
        }
        if (!it.servingSeen()) {
            notes.add("No instance was seen to begin: it is taken to serve since it was told as done");
        }
        if (services == WatchedServices.MOST_DEPLOYED) {
            notes.add("No more than " + WatchedServices.MOST_DEPLOYED + " of its services were looked at");
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

    /**
     * Other deployments while they were rolled out, and those to the same environment after which things were worse until they
     * were looked at last.
     */
    private List<Deployment.Range> excluded(Watched it) {
        Stream<Deployment.Range> rollouts = succession.history(it).stream()
                .map(event -> new Deployment.Range(
                        Objects.requireNonNullElse(event.startedAt(), event.time()),
                        event.time().plus(ServingTime.WARM_UP)));
        Stream<Deployment.Range> worse =
                watched.served(it.repository(), it.begun().minus(DeploymentSignals.HISTORY), it.begun()).stream()
                        .filter(other -> Environment.same(it.environment(), other.environment()))
                        .filter(other -> other.state() == State.REGRESSED || other.state() == State.SUSPECT)
                        .map(other -> new Deployment.Range(
                                other.begun(), other.serving().plus(Look.FINAL.after())));
        return Stream.concat(rollouts, worse).toList();
    }
}
