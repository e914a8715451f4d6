package io.rootops.dashboard.learning;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.evaluate.HeldOut;
import io.rootops.core.evaluate.Period;
import io.rootops.core.memory.OutcomeMemory.Weighed;
import io.rootops.core.memory.Reservations;
import io.rootops.core.outcome.Labels.Label;
import io.rootops.core.risk.LearnedModel;
import io.rootops.core.risk.Reasons;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was learned of repositories, as the memory has it. */
public interface LearningRecord {
    /** By repository; one without a model is left out. */
    Map<RepositoryId, ModelState> models(Collection<RepositoryId> repositories);

    /** The model in use, where it has learned and can be read. */
    Optional<LearnedModel> learned(RepositoryId repository);

    /** Why the newest model is not the one in use, in a sentence; empty where it is. */
    Optional<String> notTaken(RepositoryId repository);

    /** Why what other projects teach is not used, in sentences; empty where it is. */
    Optional<String> priorProblem();

    /** Every commit as a model scored it that knew only the past, in any order; empty before the first replay. */
    List<HeldOut> heldOut(RepositoryId repository);

    /** All commits of each window of the replay that has one in this time, in any order. */
    List<HeldOut> heldOutWindows(RepositoryId repository, Instant from, Instant until);

    /** Places of these commits in their windows of the replay, 0 to 100, by sha; those without one are left out. */
    Map<String, Double> heldOutPercentiles(RepositoryId repository, Collection<String> shas);

    /** The time that the replay covers; empty where there is none. */
    Optional<Period> heldOutPeriod(RepositoryId repository);

    /** Why commits had their scores in the replay, by sha, by the models of then; those it cannot tell of are left out. */
    Map<String, Reasons> heldOutReasons(RepositoryId repository, Collection<String> shas);

    /** By sha, those of these commits that went wrong. */
    Map<String, Label> outcomes(RepositoryId repository, Collection<String> shas);

    /** Shas of the commits that are known since {@code [from, until)} to have gone wrong; some may be unknown here. */
    Set<String> cameOut(RepositoryId repository, Instant from, Instant until);

    /** All evidence against a commit, that which does not count too. */
    List<Weighed> evidence(RepositoryId repository, String sha);

    /** What of its history learning leaves out; reads all of it. */
    Reservations reservations(RepositoryId repository, Instant now);

    default ModelState model(RepositoryId repository) {
        return models(List.of(repository)).getOrDefault(repository, ModelState.NOTHING_LEARNED);
    }
}
