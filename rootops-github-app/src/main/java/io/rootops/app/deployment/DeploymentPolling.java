package io.rootops.app.deployment;

import io.rootops.app.github.DeploymentsApi;
import io.rootops.app.github.ForgeJson;
import io.rootops.app.github.PollPauses;
import io.rootops.app.github.Refusals;
import io.rootops.app.github.Topic;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.deployment.Rung;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.memory.DeploymentMemory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks what no event told of deployments: one call a list where nothing is new. Lists that RootOps may not read are left
 * for a day, and the others are read all the same. Thread-safe.
 */
public final class DeploymentPolling {
    /** Each costs a call or two. */
    private static final int DETAILS_AT_ONCE = 30;

    private static final Logger LOG = LoggerFactory.getLogger(DeploymentPolling.class);

    private final DeploymentMemory memory;
    private final DeploymentsApi github;
    private final DeploymentLists lists;
    private final PollPauses pauses;
    private final InstantSource clock;
    private final Refusals refusals;

    /** @param pause between two polls of a repository, however often it is called */
    public DeploymentPolling(
            DeploymentMemory memory, DeploymentsApi github, Refusals refusals, Duration pause, InstantSource clock) {
        this.memory = memory;
        this.github = github;
        this.lists = new DeploymentLists(memory, github, clock);
        this.refusals = refusals;
        this.pauses = new PollPauses("deployments", pause, clock);
        this.clock = clock;
    }

    /** Keeps what is new. A failure costs nothing: the next call asks for the same again. */
    public void poll(TrackedRepository repository) {
        pauses.ask(
                repository,
                now -> !github.mayAsk(repository)
                        || refusals.unlessRefused(repository, Topic.DEPLOYMENTS, () -> deployments(repository))
                                & refusals.unlessRefused(repository, Topic.RELEASES, () -> releases(repository))
                                & refusals.unlessRefused(
                                        repository, Topic.WORKFLOW_RUNS, () -> workflowRuns(repository)));
    }

    /** Asks for the commits of releases whose tags were not looked up; it needs no pause, each is asked for once. */
    public void tags(TrackedRepository repository) {
        try {
            List<DeploymentEvent> unresolved =
                    repository.kind() == TrackedRepository.Kind.GITHUB ? unresolved(repository) : List.of();
            if (!unresolved.isEmpty() && github.mayAsk(repository)) {
                refusals.unlessRefused(repository, Topic.RELEASES, () -> resolve(repository, unresolved));
            }
        } catch (ForgeException e) {
            LOG.info("{}: the tags of releases are not looked up: {}", repository.name(), e.getMessage());
        }
    }

    private void deployments(TrackedRepository repository) throws ForgeException {
        list(
                repository,
                () -> lists.take(
                        repository, Topic.DEPLOYMENTS, () -> github.deployments(repository), it -> it, item -> {
                            Optional<DeploymentEvent> asked = DeploymentJson.asked(item);
                            Instant updated = ForgeJson.time(item.path("updated_at"));
                            return asked.map(it ->
                                    memory.store(repository.id(), it, updated == null ? it.createdAt() : updated));
                        }));
        for (DeploymentEvent it :
                memory.unasked(repository.id(), Rung.DEPLOYMENT_STATUS, lists.since(), DETAILS_AT_ONCE)) {
            if (!lists.affords(repository, it)) {
                continue;
            }
            github.statuses(repository, Long.parseLong(it.externalId()))
                    .ifPresent(statuses -> statuses.forEach(status -> DeploymentJson.status(it, status)
                            .ifPresent(event -> memory.store(repository.id(), event))));
            memory.asked(repository.id(), it);
        }
    }

    private void releases(TrackedRepository repository) throws ForgeException {
        Instant asked = clock.instant();
        list(
                repository,
                () -> lists.take(
                        repository,
                        Topic.RELEASES,
                        () -> github.releases(repository),
                        it -> it,
                        item -> ReleaseJson.read(item, "", asked).map(it -> memory.store(repository.id(), it))));
        resolve(repository, unresolved(repository));
    }

    private List<DeploymentEvent> unresolved(TrackedRepository repository) {
        return memory.unasked(repository.id(), Rung.RELEASE, lists.since(), DETAILS_AT_ONCE);
    }

    private void resolve(TrackedRepository repository, List<DeploymentEvent> unresolved) throws ForgeException {
        for (DeploymentEvent it : unresolved) {
            if (!lists.affords(repository, it)) {
                continue;
            }
            Optional<String> sha = it.ref() == null ? Optional.empty() : github.tagged(repository, it.ref());
            sha.ifPresent(found -> memory.resolved(repository.id(), it, found));
            memory.asked(repository.id(), it);
        }
    }

    private void workflowRuns(TrackedRepository repository) throws ForgeException {
        String branch = repository.defaultBranch();
        if (branch != null) {
            list(
                    repository,
                    () -> lists.take(
                            repository,
                            Topic.WORKFLOW_RUNS,
                            () -> github.workflowRuns(repository, branch),
                            it -> it.path("workflow_runs"),
                            item -> WorkflowRunJson.read(item, branch).map(it -> memory.store(repository.id(), it))));
        }
    }

    private interface Taking {
        /** False: not asked for yet, since it can wait. */
        boolean take() throws ForgeException;
    }

    /** What waits for room is asked for again soon. */
    private void list(TrackedRepository repository, Taking list) throws ForgeException {
        if (!list.take()) {
            pauses.soonAgain(repository);
        }
    }
}
