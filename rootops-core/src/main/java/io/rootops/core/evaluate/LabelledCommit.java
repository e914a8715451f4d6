package io.rootops.core.evaluate;

import io.rootops.core.outcome.Finding;
import io.rootops.core.outcome.Findings;
import io.rootops.core.outcome.OutcomeSource;
import io.rootops.core.risk.Features;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A commit, what was known when it landed, and what became of it.
 *
 * @param findings that it went wrong, with the times at which they counted
 * @param shown whether a score was shown before it was merged
 */
public record LabelledCommit(String sha, Instant committedAt, Features features, Findings findings, boolean shown) {
    /**
     * Of a table that says no more than since when.
     *
     * @param badKnownAt null: it did not go wrong
     */
    public static LabelledCommit of(String sha, Instant committedAt, Features features, @Nullable Instant badKnownAt) {
        return new LabelledCommit(
                sha,
                committedAt,
                features,
                badKnownAt == null ? Findings.NONE : new Findings(List.of(new Finding(badKnownAt, null, null, null))),
                false);
    }

    /** Whether this was known to have gone wrong then, as far as it was not taken back by then. */
    public boolean knownBad(Instant at) {
        return findings.bad(at);
    }

    /** Whether nobody could tell then whether it went wrong. */
    public boolean undecided(Instant at) {
        return findings.undecided(at);
    }

    /** Whether it was old enough then for its outcome to be known, and somebody could tell. */
    public boolean judged(Instant at) {
        return !committedAt.isAfter(at.minus(Learner.WAIT)) && !undecided(at);
    }

    /** Weight of this outcome in training by what was known then, above 0 to 1. */
    public double trust(Instant at) {
        return findings.trust(at);
    }

    /** When it was known to have gone wrong; null: it is not, to this day. */
    public @Nullable Instant badKnownAt() {
        // Dates of a rewritten history may say that it was fixed before it was made.
        return findings.since()
                .map(it -> it.isBefore(committedAt) ? committedAt : it)
                .orElse(null);
    }

    /** Of the most trusted finding; null where nothing went wrong, or nobody says who found out. */
    public @Nullable OutcomeSource source() {
        return findings.best().map(Finding::source).orElse(null);
    }

    /** Sha of the fix or revert; null like {@link #source}. */
    public @Nullable String evidence() {
        return findings.best().map(Finding::evidence).orElse(null);
    }
}
