package io.rootops.core.engine;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.LearningMemory;
import io.rootops.core.memory.LearningMemory.Material;
import io.rootops.core.memory.LearningMemory.Progress;
import io.rootops.core.memory.Lesson;
import io.rootops.core.memory.ModelMemory;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.risk.LearnedModel;
import io.rootops.core.risk.Prior;
import io.rootops.core.risk.RiskModel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns from what commits turned out to be. A model is made, tried on the past, and put to use only where it beats
 * what is in use; all of it or nothing is kept, so a process that is killed on the way leaves no trace and
 * the next one begins anew. Guesses of RootOps itself are never learned from.
 */
public final class Learning {
    /** Without new outcomes too, commits become old enough to count as clean. */
    private static final Duration AT_LEAST_EVERY = Duration.ofDays(7);

    private static final Logger LOG = LoggerFactory.getLogger(Learning.class);

    private final LearningMemory memory;
    private final ModelMemory models;
    private final RepositoryMemory repositories;
    private final Prior prior;
    private final boolean continuous;
    private final InstantSource clock;
    private final Announcements announcements;
    /** Where the prior was tried since the start, taken up or not. */
    private final Set<RepositoryId> tried = ConcurrentHashMap.newKeySet();

    /**
     * @param prior what other projects teach
     * @param continuous false: a model in use is kept
     */
    public Learning(DSLContext db, InstantSource clock, Announcements announcements, Prior prior, boolean continuous) {
        this.memory = new LearningMemory(db);
        this.models = new ModelMemory(db, clock);
        this.repositories = new RepositoryMemory(db);
        this.prior = prior;
        this.continuous = continuous;
        this.clock = clock;
        this.announcements = announcements;
    }

    /** Whether there is something to learn from. */
    public boolean due(RepositoryId repository) {
        Optional<Progress> progress = memory.progress(repository);
        if (progress.isEmpty() || !read(repository)) {
            return false;
        }
        Optional<RiskModel> present = models.promoted(repository).map(ModelMemory.Promoted::model);
        Instant learned = progress.get().learnedAt();
        if (learned == null || present.isEmpty()) {
            return true;
        }
        return continuous
                && (progress.get().outcomes()
                        || learned.plus(AT_LEAST_EVERY).isBefore(clock.instant())
                        || !prior.isNone()
                                && present.get() instanceof LearnedModel it
                                && !it.prior().version().equals(prior.version())
                                && !tried.contains(repository));
    }

    /** Learns, where that is due. What fails is kept for its page; the next call tries again. */
    public void learn(RepositoryId repository) {
        if (!due(repository)) {
            return;
        }
        try {
            Material material = memory.material(repository, clock.instant());
            LOG.info(
                    "repository {}: learning from {} commits",
                    repository.value(),
                    material.commits().size());
            Present present = models.promoted(repository)
                    .filter(it -> it.model() instanceof LearnedModel)
                    .map(it -> new Present((LearnedModel) it.model(), it.trainedAt()))
                    .orElse(null);
            Lesson lesson =
                    new Teaching(prior).lesson(material.commits(), present, clock.instant(), material.revision());
            models.keep(repository, lesson);
            tried.add(repository);
            LOG.info("repository {}: {}", repository.value(), lesson.reason());
        } catch (RuntimeException e) {
            memory.failed(
                    repository,
                    "RootOps failed while it learned from this repository; its log tells why. The model before stays in"
                            + " use, and it tries again by itself.");
            throw e;
        } finally {
            announcements.changed(Announcements.Part.COMMITS);
        }
    }

    /** A history that is being read for the first time is learned from when it is whole. */
    private boolean read(RepositoryId repository) {
        return repositories
                .byId(repository)
                .map(TrackedRepository::mining)
                .filter(it -> it.lastMinedAt() != null)
                .isPresent();
    }
}
