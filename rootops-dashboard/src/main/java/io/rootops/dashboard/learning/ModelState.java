package io.rootops.dashboard.learning;

import io.rootops.core.memory.LearningMemory.InUse;
import io.rootops.core.memory.LearningMemory.ModelVersion;
import io.rootops.core.memory.ModelMemory;
import io.rootops.core.risk.Prior;
import io.rootops.core.risk.RiskScore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the scores of a repository rest on now.
 *
 * @param version of the model; 0 before there is one
 * @param knownBad outcomes of this repository that it learned from
 * @param learnedAt null: nothing was learned yet, and the first learning comes next
 * @param reason why this model is in use, in a sentence; null where there is none to tell
 * @param problem why the last learning failed; null: it did not
 * @param sizeBetter lines changed ranked better than the learned score
 * @param population the commits among which its percentiles are places
 * @param readable false: the model is damaged or of another release, so that commits keep their places and have no
 *     probability until it is learned again
 */
public record ModelState(
        RiskScore.Model kind,
        int version,
        int knownBad,
        @Nullable Instant learnedAt,
        @Nullable String reason,
        @Nullable String problem,
        boolean sizeBetter,
        Population population,
        boolean readable) {
    public static final ModelState NOTHING_LEARNED =
            new ModelState(RiskScore.Model.SIZE, 0, 0, null, null, null, false, Population.REPOSITORY, true);

    static ModelState of(InUse inUse) {
        ModelVersion it = inUse.model();
        return new ModelState(
                it.kind(),
                it.version(),
                it.knownBad(),
                inUse.learnedAt(),
                it.reason(),
                inUse.problem(),
                it.auc() != null && it.sizeAuc() != null && it.sizeAuc() > it.auc(),
                population(it),
                inUse.readable());
    }

    private static Population population(ModelVersion model) {
        return model.kind() == RiskScore.Model.LEARNED
                        && model.commits() < ModelMemory.FEW
                        && !Prior.NONE.version().equals(model.priorVersion())
                ? Population.PUBLIC_PROJECTS
                : Population.REPOSITORY;
    }
}
