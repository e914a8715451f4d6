package io.rootops.dashboard.view;

import io.rootops.core.evaluate.PlacedCommit;
import io.rootops.core.outcome.Labels.Label;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A commit that went wrong, as it had been scored before that was known.
 *
 * @param title null where the commit is known no longer
 * @param percentile 0 to 100, among the commits of its half-year
 * @param probability as it would have been shown
 */
public record JudgedItem(
        String sha,
        @Nullable String title,
        Instant committedAt,
        int percentile,
        double probability,
        OutcomeItem outcome,
        String page) {

    /** @param commit a bad one */
    static JudgedItem of(String repository, PlacedCommit commit, @Nullable String title) {
        return new JudgedItem(
                commit.sha(),
                title,
                commit.committedAt(),
                (int) commit.percentile(),
                commit.probability(),
                OutcomeItem.of(
                        repository,
                        commit.committedAt(),
                        new Label(
                                Objects.requireNonNull(commit.badKnownAt()),
                                Objects.requireNonNull(commit.source()),
                                Objects.requireNonNull(commit.evidence()))),
                Links.commit(repository, commit.sha()));
    }
}
