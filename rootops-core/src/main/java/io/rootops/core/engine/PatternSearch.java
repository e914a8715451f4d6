package io.rootops.core.engine;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.DeploymentPatternMemory;
import io.rootops.core.memory.PatternMemory;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.pattern.PatternRule;
import io.rootops.core.pattern.Patterns;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for what goes wrong in a repository whenever something new is known of it. What is found is kept as a whole or not
 * at all.
 */
public final class PatternSearch {
    /** Without new outcomes too, commits become old enough to count as clean. */
    private static final Duration AT_LEAST_EVERY = Duration.ofDays(7);

    /** What goes live changes no outcome of a commit; a look a day comes a little earlier than the last one. */
    private static final Duration DEPLOYMENTS_EVERY = Duration.ofHours(20);

    private static final Logger LOG = LoggerFactory.getLogger(PatternSearch.class);

    private final PatternMemory memory;
    private final DeploymentPatternMemory deployments;
    private final RepositoryMemory repositories;
    private final PatternRule rule;
    private final boolean continuous;
    private final InstantSource clock;
    private final Announcements announcements;

    /** @param continuous false: what was found once with this rule is kept */
    public PatternSearch(
            DSLContext db, InstantSource clock, Announcements announcements, PatternRule rule, boolean continuous) {
        this.memory = new PatternMemory(db);
        this.deployments = memory.ofDeployments();
        this.repositories = new RepositoryMemory(db);
        this.rule = rule;
        this.continuous = continuous;
        this.clock = clock;
        this.announcements = announcements;
    }

    /** Whether there is something to find: of a history that is being read for the first time, when it is whole. */
    public boolean due(RepositoryId repository) {
        boolean read = repositories
                .byId(repository)
                .map(TrackedRepository::mining)
                .filter(it -> it.lastMinedAt() != null)
                .isPresent();
        return read && (commitsDue(repository) || deploymentsDue(repository));
    }

    private boolean commitsDue(RepositoryId repository) {
        Optional<Long> revision = memory.revision(repository);
        return memory.search(repository)
                .filter(it -> sameRule(it.version(), it.threshold()))
                .filter(it -> !continuous
                        || revision.filter(now -> now == it.revision()).isPresent() && younger(it.at(), AT_LEAST_EVERY))
                .isEmpty();
    }

    private boolean deploymentsDue(RepositoryId repository) {
        return deployments
                .search(repository)
                .filter(it -> sameRule(it.version(), it.threshold()))
                .filter(it -> !continuous || younger(it.at(), DEPLOYMENTS_EVERY))
                .isEmpty();
    }

    private boolean sameRule(int version, double threshold) {
        return version == PatternRule.VERSION && threshold == rule.threshold();
    }

    private boolean younger(Instant at, Duration age) {
        return clock.instant().isBefore(at.plus(age));
    }

    /** Looks, where that is due. */
    public void search(RepositoryId repository) {
        if (!due(repository)) {
            return;
        }
        if (commitsDue(repository)) {
            searchCommits(repository);
        }
        if (deploymentsDue(repository)) {
            searchDeployments(repository);
        }
    }

    private void searchCommits(RepositoryId repository) {
        Instant now = clock.instant();
        long revision = memory.revision(repository).orElse(0L);
        Patterns patterns = Patterns.of(memory.changes(repository, now), now, rule);
        memory.keep(repository, patterns, rule, revision, now);
        LOG.info(
                "repository {}: {} patterns found among {} commits whose outcome is known",
                repository.value(),
                patterns.patterns().size(),
                patterns.base().known());
        announcements.changed(Announcements.Part.COMMITS);
    }

    private void searchDeployments(RepositoryId repository) {
        Instant now = clock.instant();
        Patterns patterns = Patterns.ofDeployments(deployments.deployments(repository, now), now, rule);
        deployments.keep(repository, patterns, rule, now);
        if (patterns.base().known() > 0) {
            LOG.info(
                    "repository {}: {} patterns found among {} deployments",
                    repository.value(),
                    patterns.patterns().size(),
                    patterns.base().known());
            announcements.changed(Announcements.Part.DEPLOYMENTS);
        }
    }
}
