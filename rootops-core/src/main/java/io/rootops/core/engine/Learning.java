package io.rootops.core.engine;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.evaluate.HeldOut;
import io.rootops.core.evaluate.LabelledCommit;
import io.rootops.core.evaluate.Learner;
import io.rootops.core.evaluate.OnlineReplay;
import io.rootops.core.memory.LearningMemory;
import io.rootops.core.memory.LearningMemory.Material;
import io.rootops.core.memory.LearningMemory.Progress;
import io.rootops.core.memory.Lesson;
import io.rootops.core.memory.Lesson.Choice;
import io.rootops.core.memory.ModelMemory;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.risk.Feature;
import io.rootops.core.risk.LearnedModel;
import io.rootops.core.risk.Prior;
import io.rootops.core.risk.RiskModel;
import io.rootops.core.risk.Training;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns from what commits turned out to be. A model is made, tried on the past, and put to use only where it is no
 * worse than what is in use; all of it or nothing is kept, so a process that is killed on the way leaves no trace and
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
                        || present.get() instanceof LearnedModel it
                                && !it.prior().version().equals(prior.version()));
    }

    /** Learns, where that is due. What fails is kept for its page; the next call tries again. */
    public void learn(RepositoryId repository) {
        if (!due(repository)) {
            return;
        }
        try {
            Material material = memory.material(repository, clock.instant());
            Lesson lesson = lesson(repository, material);
            models.keep(repository, lesson);
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

    private Lesson lesson(RepositoryId repository, Material material) {
        Instant now = clock.instant();
        List<LabelledCommit> commits = material.commits();
        Learner learner = new Learner(prior, new Training(Feature.learned()));
        LearnedModel learned = learner.model(0, commits, now);
        List<HeldOut> heldOut =
                commits.isEmpty() ? List.of() : new OnlineReplay(learner).replay(commits, plausibleStart(commits), now);
        Replayed replayed = Replayed.of(heldOut, now);
        Optional<String> kept = models.promoted(repository)
                .map(ModelMemory.Promoted::model)
                .filter(LearnedModel.class::isInstance)
                .map(LearnedModel.class::cast)
                .filter(it -> it.prior().version().equals(prior.version()))
                .flatMap(it -> new Comparison(learner).against(it, commits, now));
        Choice choice = ownOrPriorIsMissing(learned) || replayed.sizeIsBetter()
                ? Choice.SIZE
                : kept.isPresent() ? Choice.PRESENT : Choice.LEARNED;
        return new Lesson(
                learned,
                choice,
                choice == Choice.PRESENT ? kept.orElseThrow() : reason(learned, replayed, commits, now),
                replayed.bad(),
                replayed.auc(),
                replayed.sizeAuc(),
                heldOut,
                material.revision());
    }

    /** A single commit dated decades ago would make decades of empty windows. */
    private static Instant plausibleStart(List<LabelledCommit> commits) {
        return commits.get(commits.size() / 100).committedAt();
    }

    private static boolean ownOrPriorIsMissing(LearnedModel learned) {
        return learned.own() == null && learned.prior().isNone();
    }

    private static String reason(LearnedModel learned, Replayed replayed, List<LabelledCommit> commits, Instant now) {
        long known = commits.stream().filter(it -> it.knownBad(now)).count();
        if (ownOrPriorIsMissing(learned)) {
            return String.format(
                    Locale.ENGLISH,
                    "Nothing is learned yet: %,d commits are known to have gone wrong, and %d are needed.",
                    known,
                    Training.LEAST_BAD);
        }
        String rests = learned.own() == null
                ? known == 0
                        ? "No outcome is known here yet, so the score rests on what other projects teach."
                        : known == commits.size()
                                ? "Every commit here is known to have gone wrong, which tells nothing of what is clean,"
                                        + " so the score rests on what other projects teach."
                                : String.format(
                                        Locale.ENGLISH,
                                        "%,d commits are known to have gone wrong here; from %d on, and with clean ones"
                                                + " beside them, the repository's own outcomes count too.",
                                        known,
                                        Training.LEAST_BAD)
                : String.format(Locale.ENGLISH, "Learned from %,d commits known to have gone wrong here.", known);
        if (replayed.auc() == null || replayed.sizeAuc() == null) {
            return rests + " Too few outcomes to test it on this history.";
        }
        String figures = String.format(
                Locale.ENGLISH,
                "(AUC %.3f, lines changed %.3f, on %,d commits that it had not seen)",
                replayed.auc(),
                replayed.sizeAuc(),
                replayed.commits());
        return replayed.sizeIsBetter()
                ? "Lines changed rank better here than the learned model " + figures
                        + ", so commits are ranked by lines changed."
                : rests + " It ranks better than lines changed " + figures + ".";
    }
}
