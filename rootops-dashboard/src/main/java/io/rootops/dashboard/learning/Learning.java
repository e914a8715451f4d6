package io.rootops.dashboard.learning;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.evaluate.HeldOut;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What was learned of a repository. */
public interface Learning {
    ModelState model(RepositoryId repository);

    /** Every commit as a model scored it that knew only the past, in any order; empty before the first replay. */
    List<HeldOut> heldOut(RepositoryId repository);

    /** By sha, those of these commits that went wrong. */
    Map<String, Became> outcomes(RepositoryId repository, Collection<String> shas);

    /** Where nothing learns. */
    static Learning none() {
        return new Learning() {
            @Override
            public ModelState model(RepositoryId repository) {
                return ModelState.NOTHING_LEARNED;
            }

            @Override
            public List<HeldOut> heldOut(RepositoryId repository) {
                return List.of();
            }

            @Override
            public Map<String, Became> outcomes(RepositoryId repository, Collection<String> shas) {
                return Map.of();
            }
        };
    }
}
