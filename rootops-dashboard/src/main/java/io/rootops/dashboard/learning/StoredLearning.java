package io.rootops.dashboard.learning;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.evaluate.HeldOut;
import io.rootops.core.evaluate.Period;
import io.rootops.core.memory.LearningMemory;
import io.rootops.core.memory.OutcomeMemory;
import io.rootops.core.memory.OutcomeMemory.Weighed;
import io.rootops.core.memory.Reservations;
import io.rootops.core.outcome.Labels.Label;
import io.rootops.core.risk.LearnedModel;
import io.rootops.core.risk.Reasons;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads it from the memory. */
public final class StoredLearning implements LearningRecord {
    private final LearningMemory learning;
    private final OutcomeMemory outcomes;
    private final @Nullable String priorProblem;

    /** @param priorProblem why what other projects teach is not used; null: it is */
    public StoredLearning(LearningMemory learning, OutcomeMemory outcomes, @Nullable String priorProblem) {
        this.learning = learning;
        this.outcomes = outcomes;
        this.priorProblem = priorProblem;
    }

    @Override
    public Optional<String> priorProblem() {
        return Optional.ofNullable(priorProblem);
    }

    @Override
    public Map<RepositoryId, ModelState> models(Collection<RepositoryId> repositories) {
        Map<RepositoryId, ModelState> models = new HashMap<>();
        learning.inUse(repositories).forEach((id, model) -> models.put(id, ModelState.of(model)));
        return models;
    }

    @Override
    public Optional<LearnedModel> learned(RepositoryId repository) {
        return learning.learned(repository);
    }

    @Override
    public Optional<String> notTaken(RepositoryId repository) {
        return learning.notTaken(repository);
    }

    @Override
    public List<HeldOut> heldOut(RepositoryId repository) {
        return learning.heldOut(repository);
    }

    @Override
    public List<HeldOut> heldOutWindows(RepositoryId repository, Instant from, Instant until) {
        return learning.heldOutWindows(repository, from, until);
    }

    @Override
    public Map<String, Double> heldOutPercentiles(RepositoryId repository, Collection<String> shas) {
        return learning.heldOutPercentiles(repository, shas);
    }

    @Override
    public Optional<Period> heldOutPeriod(RepositoryId repository) {
        return learning.heldOutPeriod(repository);
    }

    @Override
    public Map<String, Reasons> heldOutReasons(RepositoryId repository, Collection<String> shas) {
        return learning.heldOutReasons(repository, shas);
    }

    @Override
    public Map<String, Label> outcomes(RepositoryId repository, Collection<String> shas) {
        return outcomes.labels(repository, shas);
    }

    @Override
    public Set<String> cameOut(RepositoryId repository, Instant from, Instant until) {
        return outcomes.cameOut(repository, from, until);
    }

    @Override
    public List<Weighed> evidence(RepositoryId repository, String sha) {
        return outcomes.weighed(repository, sha);
    }

    @Override
    public Reservations reservations(RepositoryId repository, Instant now) {
        return learning.reservations(repository, now);
    }
}
