package io.rootops.core.engine;

import io.rootops.core.change.Author;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.history.ArrivalOrder;
import io.rootops.core.history.CommitDiff;
import io.rootops.core.history.FeatureState;
import io.rootops.core.history.HistoryMiner;
import io.rootops.core.history.ListedDiff;
import io.rootops.core.history.MinedCommit;
import io.rootops.core.history.MiningStats;
import io.rootops.core.memory.ForgottenPeople;
import io.rootops.core.memory.HistoryStore;
import io.rootops.core.memory.PastCommits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jooq.DSLContext;

/** Mines new commits upon what the memory holds: loads of the past only what the new commits need. */
final class Past {
    /** Above so many new commits the whole past is loaded at once, not file by file. */
    private static final int SMALL_PUSH = 200;

    private final PastCommits past;
    private final HistoryStore store;
    private final ForgottenPeople people;

    Past(DSLContext db, RepositoryId repository, HistoryStore store) {
        this.past = new PastCommits(db, repository);
        this.store = store;
        this.people = new ForgottenPeople(db);
    }

    /** Who an author is to be in the memory. */
    UnaryOperator<Author> shown() {
        return people.pseudonyms()::author;
    }

    /** @param upToPosition of the last commit that came before the new ones; 0: nothing did */
    MiningStats mine(HistoryMiner reader, ArrivalOrder order, int upToPosition, Consumer<MinedCommit> sink) {
        // The memory knows people who were forgotten by their pseudonyms only, and their past by these.
        HistoryMiner miner = reader.showing(() -> people.pseudonyms()::author);
        FeatureState state = new FeatureState(store.nextFileId());
        if (upToPosition == 0 || order.size() > SMALL_PUSH) {
            if (upToPosition > 0) {
                past.all(upToPosition, state::replay);
            }
            return miner.mine(order, state, sink);
        }
        List<CommitDiff> diffs = new ArrayList<>(order.size());
        MiningStats stats = miner.diffs(order, diffs::add);
        replayFor(diffs, upToPosition, state);
        miner.mine(diffs, state, sink);
        return stats;
    }

    /**
     * Scores commits that a forge's list of files tells of, upon what the memory holds of these files.
     *
     * @param known whether the history was read to some end
     */
    List<MinedCommit> listed(List<ListedDiff> commits, boolean known) {
        FeatureState state = new FeatureState(store.nextListedFileId());
        if (known) {
            replayFor(commits.stream().map(ListedDiff::diff).toList(), store.lastPosition(), state);
        }
        return commits.stream().map(it -> it.mined(state, known)).toList();
    }

    private void replayFor(List<CommitDiff> diffs, int upToPosition, FeatureState state) {
        Set<String> paths = new HashSet<>();
        Set<String> authors = new HashSet<>();
        Instant earliest = Instant.MAX;
        for (CommitDiff diff : diffs) {
            if (diff.compared()) {
                paths.addAll(diff.paths());
                authors.add(diff.commit().author().email());
                Instant time = diff.commit().committedAt();
                earliest = time.isBefore(earliest) ? time : earliest;
            }
        }
        if (!authors.isEmpty()) {
            Instant since = earliest.minusSeconds(FeatureState.REPOSITORY_WINDOW_SECONDS);
            past.of(paths, authors, since, upToPosition, state::replay);
        }
    }
}
