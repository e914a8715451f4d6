package io.rootops.dashboard.learning;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.evaluate.HeldOut;
import io.rootops.core.memory.OutcomeMemory.Weighed;
import io.rootops.core.memory.Reservations;
import io.rootops.core.outcome.Labels.Label;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was learned of repositories, as the memory has it. */
public interface LearningRecord {
    /** By repository; one without a model is left out. */
    Map<RepositoryId, ModelState> models(Collection<RepositoryId> repositories);

    /** Why the newest model is not the one in use, in a sentence; empty where it is. */
    Optional<String> notTaken(RepositoryId repository);

    /** Every commit as a model scored it that knew only the past, in any order; empty before the first replay. */
    List<HeldOut> heldOut(RepositoryId repository);

    /** By sha, those of these commits that went wrong. */
    Map<String, Label> outcomes(RepositoryId repository, Collection<String> shas);

    /** All evidence against a commit, that which does not count too. */
    List<Weighed> evidence(RepositoryId repository, String sha);

    /** What of its history learning leaves out; reads all of it. */
    Reservations reservations(RepositoryId repository, Instant now);

    default ModelState model(RepositoryId repository) {
        return models(List.of(repository)).getOrDefault(repository, ModelState.NOTHING_LEARNED);
    }
}
