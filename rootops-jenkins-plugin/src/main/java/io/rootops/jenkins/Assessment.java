package io.rootops.jenkins;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What RootOps said of the commits of a build.
 *
 * @param repository owner/name; null where RootOps did not get that far
 * @param head the commit that was built; null unless the state is SCORED or PENDING
 * @param riskiest of the change set; null: it holds nothing riskier than the head, or nothing that is scored
 * @param changes how many commits of the change set have a score
 * @param note why there is no score, or what is missing; null: nothing is
 */
record Assessment(
        State state,
        @Nullable String repository,
        @Nullable ScoredCommit head,
        @Nullable ScoredCommit riskiest,
        int changes,
        @Nullable String note) {

    /** How far it came. */
    enum State {
        /** All that RootOps will say of it; a commit that gets no score, as a merge may, has a note instead. */
        SCORED,
        /** RootOps knows the commit, and has no score. */
        PENDING,
        /** RootOps follows the repository, and does not know the commit, or not yet. */
        UNKNOWN_COMMIT,
        /** RootOps does not follow the repository. */
        UNKNOWN_REPOSITORY,
        /** RootOps is away, or refuses to answer. */
        UNAVAILABLE;

        /** Whether asking again later may say more. */
        boolean open() {
            return this == PENDING || this == UNKNOWN_COMMIT || this == UNAVAILABLE;
        }
    }

    static Assessment without(State state, String note) {
        return new Assessment(state, null, null, null, 0, note);
    }

    /** That of the build's riskiest commit, the head or one of its change set; null: nothing is scored. */
    @Nullable
    Double percentile() {
        return Stream.of(head, riskiest)
                .flatMap(
                        it -> it == null || it.getPercentile() == null ? Stream.empty() : Stream.of(it.getPercentile()))
                .max(Double::compare)
                .orElse(null);
    }
}
