package io.rootops.app.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import io.rootops.app.github.DeploymentsApi;
import io.rootops.app.github.ForgeJson;
import io.rootops.app.github.ListPage;
import io.rootops.app.github.Topic;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.deployment.Ladder;
import io.rootops.core.deployment.Rung;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.forge.ForgeLimitException;
import io.rootops.core.memory.DeploymentMemory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks what no event told of deployments: one call a list where nothing is new. Lists that RootOps may not read are left
 * for a day, and the others are read all the same. Thread-safe.
 */
public final class DeploymentPolling {
    /** A hundred each; further back than the ladder looks nothing is asked for. */
    private static final int PAGES_AT_FIRST = 10;
    /** A list of workflow runs may hold none that deploys. */
    private static final int PAGES_LATER = 2;
    /** Each costs a call or two. */
    private static final int DETAILS_AT_ONCE = 30;

    private static final Duration UNSAID = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(DeploymentPolling.class);

    private final DeploymentMemory memory;
    private final DeploymentsApi github;
    private final Duration pause;
    private final InstantSource clock;
    private final Map<RepositoryId, Instant> notBefore = new ConcurrentHashMap<>();
    private final Refusals refusals;

    /** @param pause between two polls of a repository, however often it is called */
    public DeploymentPolling(DeploymentMemory memory, DeploymentsApi github, Duration pause, InstantSource clock) {
        this.memory = memory;
        this.github = github;
        this.pause = pause;
        this.clock = clock;
        this.refusals = new Refusals(clock);
    }

    /** Keeps what is new. A failure costs nothing: the next call asks for the same again. */
    public void poll(TrackedRepository repository) {
        Instant now = clock.instant();
        if (repository.kind() != TrackedRepository.Kind.GITHUB
                || now.isBefore(notBefore.getOrDefault(repository.id(), Instant.MIN))) {
            return;
        }
        notBefore.put(repository.id(), now.plus(pause));
        try {
            if (!github.mayAsk(repository)) {
                return;
            }
            refusals.unlessRefused(repository, Topic.DEPLOYMENTS, () -> deployments(repository));
            refusals.unlessRefused(repository, Topic.RELEASES, () -> releases(repository));
            refusals.unlessRefused(repository, Topic.WORKFLOW_RUNS, () -> workflowRuns(repository));
        } catch (ForgeLimitException e) {
            notBefore.put(repository.id(), e.until().orElse(now.plus(UNSAID)));
            LOG.info("{}: deployments are not asked for: {}", repository.name(), e.getMessage());
        } catch (ForgeException e) {
            // Also where nothing is polled by itself, the next event may ask again.
            notBefore.put(repository.id(), now.plus(pause.compareTo(UNSAID) < 0 ? pause : UNSAID));
            LOG.info("{}: deployments are not asked for: {}", repository.name(), e.getMessage());
        }
    }

    /** Asks for the commits of releases whose tags were not looked up; it needs no pause, each is asked for once. */
    public void tags(TrackedRepository repository) {
        try {
            if (repository.kind() == TrackedRepository.Kind.GITHUB) {
                refusals.unlessRefused(repository, Topic.RELEASES, () -> resolve(repository));
            }
        } catch (ForgeException e) {
            LOG.info("{}: the tags of releases are not looked up: {}", repository.name(), e.getMessage());
        }
    }

    private void deployments(TrackedRepository repository) throws ForgeException {
        list(repository, Topic.DEPLOYMENTS, github.deployments(repository), it -> it, item -> {
            Optional<DeploymentEvent> asked = DeploymentJson.asked(item);
            Instant updated = ForgeJson.time(item.path("updated_at"));
            return asked.map(it -> memory.store(repository.id(), it, updated == null ? it.createdAt() : updated));
        });
        for (DeploymentEvent it : memory.unasked(repository.id(), Rung.DEPLOYMENT_STATUS, since(), DETAILS_AT_ONCE)) {
            github.statuses(repository, Long.parseLong(it.externalId()))
                    .ifPresent(statuses -> statuses.forEach(status -> DeploymentJson.status(it, status)
                            .ifPresent(event -> memory.store(repository.id(), event))));
            memory.asked(repository.id(), it);
        }
    }

    private void releases(TrackedRepository repository) throws ForgeException {
        list(
                repository,
                Topic.RELEASES,
                github.releases(repository),
                it -> it,
                item -> ReleaseJson.read(item, "").map(it -> memory.store(repository.id(), it)));
        resolve(repository);
    }

    private void resolve(TrackedRepository repository) throws ForgeException {
        List<DeploymentEvent> unresolved = memory.unasked(repository.id(), Rung.RELEASE, since(), DETAILS_AT_ONCE);
        if (unresolved.isEmpty() || !github.mayAsk(repository)) {
            return;
        }
        for (DeploymentEvent it : unresolved) {
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
                    Topic.WORKFLOW_RUNS,
                    github.workflowRuns(repository, branch),
                    it -> it.path("workflow_runs"),
                    item -> WorkflowRunJson.read(item, branch).map(it -> memory.store(repository.id(), it)));
        }
    }

    /**
     * Takes pages, newest first, until one tells of known ones only or is older than the ladder looks.
     *
     * @param store keeps an item: whether there was news in it; empty: it is no deployment
     */
    private void list(
            TrackedRepository repository,
            Topic topic,
            ListPage first,
            Function<JsonNode, JsonNode> items,
            Function<JsonNode, Optional<Boolean>> store)
            throws ForgeException {
        if (first.unchanged()) {
            return;
        }
        // A listing that was cut off has left known ones on its first pages.
        boolean whole = memory.listed(repository.id(), topic.name().toLowerCase(Locale.ROOT));
        int most = whole ? PAGES_LATER : PAGES_AT_FIRST;
        ListPage page = first;
        for (int i = 1; ; i++) {
            boolean news = false;
            boolean known = false;
            boolean old = true;
            for (JsonNode item : items.apply(page.items())) {
                Optional<Boolean> kept = store.apply(item);
                news |= kept.orElse(false);
                known |= !kept.orElse(true);
                Instant created = ForgeJson.time(item.path("created_at"));
                old &= created != null && created.isBefore(since());
            }
            if (whole && known && !news || old || page.next() == null || i >= most) {
                break;
            }
            page = github.after(repository, topic, page);
        }
        github.keep(repository, first);
        memory.markListed(repository.id(), topic.name().toLowerCase(Locale.ROOT));
    }

    private Instant since() {
        return clock.instant().minus(Ladder.WINDOW);
    }
}
