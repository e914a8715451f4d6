package io.rootops.core.engine;

import io.rootops.core.change.Commit;
import io.rootops.core.history.MinedCommit;
import io.rootops.core.outcome.CommitLookup;
import io.rootops.core.outcome.EarlierCommits;
import io.rootops.core.outcome.MessageOutcomes;
import io.rootops.core.outcome.Outcome;
import io.rootops.core.outcome.Szz;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What each commit of a reading tells of earlier ones: by what its message names, else, if it is a fix, by the lines
 * that it deletes. Asked once for each, in the order of arrival.
 */
final class CommitOutcomes {
    private final EarlierCommits read = new EarlierCommits();
    private final MessageOutcomes messages;
    private final InstantSource clock;

    /** @param stored knows the commits that came before this reading; null: there were none */
    CommitOutcomes(@Nullable CommitLookup stored, InstantSource clock) {
        this.messages = new MessageOutcomes(stored == null ? read : stored.then(read));
        this.clock = clock;
    }

    List<Outcome> next(MinedCommit mined) {
        Commit commit = mined.commit();
        List<Outcome> named = messages.named(commit);
        read.add(commit.sha(), commit.subject());
        List<Outcome> found = named.isEmpty() && MessageOutcomes.fix(commit)
                ? Szz.outcomes(commit.sha(), commit.committedAt(), mined.deletedLines())
                : named.stream().map(it -> Szz.shown(it, mined.deletedLines())).toList();
        Instant now = clock.instant();
        return found.stream()
                .map(it -> it.knownAt().isAfter(now) ? at(it, now) : it)
                .toList();
    }

    /** A commit from the future is known of now. */
    private static Outcome at(Outcome it, Instant now) {
        return new Outcome(it.sha(), it.source(), it.strength(), now, it.evidence(), it.lines(), it.ranges());
    }
}
